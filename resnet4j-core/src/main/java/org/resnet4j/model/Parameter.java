package org.resnet4j.model;

/**
 * One array of a network's state.
 *
 * @param key as torchvision spells it, {@code layer1.0.conv1.weight}
 * @param shape the array's sizes; empty for a scalar
 * @param role what the array is for
 * @param owner the layer that it belongs to
 */
public record Parameter(String key, Shape shape, Role role, Layer owner) {
  /** What an array is for; the first three are trained, buffers are not. */
  public enum Role {
    /** The weights of a convolution, linear or subsampling layer. */
    WEIGHT,
    /** What such a layer adds to each output. */
    BIAS,
    /** γ or β of batch norm: modern recipes spare them weight decay. */
    NORM,
    /** Running statistics and fixed codes: saved but not trained. */
    BUFFER,
    /** A counter, stored in files as a 64-bit integer: num_batches_tracked. */
    COUNTER
  }

  /** {@return whether training changes it by its gradient; buffers and counters are not trained} */
  public boolean trainable() {
    return role == Role.WEIGHT || role == Role.BIAS || role == Role.NORM;
  }
}
