package org.resnet4j.train.event;

/**
 * The gradient at one layer in the middle of a training: ∂L/∂y of the layer's output, for the mean
 * loss over the images that it was measured on.
 *
 * @param path of the layer: {@code layer1.0.conv1}
 * @param norm ‖∂L/∂y‖₂
 * @param values the distribution of its numbers
 */
public record GradientReading(String path, double norm, Histogram values) {}
