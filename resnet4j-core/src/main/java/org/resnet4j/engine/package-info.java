/**
 * What computes networks, and what that promises. An {@link org.resnet4j.engine.Engine} makes
 * {@link org.resnet4j.engine.TrainingStep}s and {@link org.resnet4j.engine.Predictor}s of a
 * network; {@link org.resnet4j.engine.Engines} finds one, {@link org.resnet4j.engine.CheckedEngine}
 * keeps the part of the contract that is the same for each.
 */
@NullMarked
package org.resnet4j.engine;

import org.jspecify.annotations.NullMarked;
