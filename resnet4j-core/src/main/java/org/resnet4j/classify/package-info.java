/**
 * A picture in, names out: {@link org.resnet4j.classify.Classifier}. Weights say what they are
 * ({@link org.resnet4j.classify.Origin}), or the configuration that others publish beside them, or
 * the user does ({@link org.resnet4j.classify.Classifier.Builder}); with that they become a network
 * that knows how it wants pictures and what its outputs are called ({@link
 * org.resnet4j.classify.TrainedNetwork}), and an engine answers. The way from a picture to the
 * network's numbers is one {@link org.resnet4j.data.augment.Pipeline}, as in training and testing.
 */
@NullMarked
package org.resnet4j.classify;

import org.jspecify.annotations.NullMarked;
