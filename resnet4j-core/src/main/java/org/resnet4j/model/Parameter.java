package org.resnet4j.model;

/**
 * One array of a network's state: its key as torchvision spells it ({@code layer1.0.conv1.weight}),
 * its shape, what it is for, and the layer that owns it.
 */
public record Parameter(String key, Shape shape, Role role, Layer owner) {
  /** What an array is for; the first three are trained, buffers are not. */
  public enum Role {
    WEIGHT,
    BIAS,
    /** γ or β of batch norm: modern recipes spare them weight decay. */
    NORM,
    /** Running statistics and fixed codes: saved but not trained. */
    BUFFER,
    /** A counter, stored in files as a 64-bit integer: num_batches_tracked. */
    COUNTER
  }

  public boolean trainable() {
    return role == Role.WEIGHT || role == Role.BIAS || role == Role.NORM;
  }
}
