/**
 * A picture in, names out. Weights say what they are ({@link org.resnet4j.classify.Origin}), with
 * that they become a network that knows how it wants pictures and what its outputs are called
 * ({@link org.resnet4j.classify.TrainedNetwork}), and an engine makes of that a {@link
 * org.resnet4j.classify.Classifier}. The way from a picture to the network's numbers is one {@link
 * org.resnet4j.data.augment.Pipeline}, as in training and testing.
 */
@NullMarked
package org.resnet4j.classify;

import org.jspecify.annotations.NullMarked;
