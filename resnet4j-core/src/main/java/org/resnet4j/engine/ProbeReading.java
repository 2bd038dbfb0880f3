package org.resnet4j.engine;

import java.util.Arrays;
import java.util.Objects;
import org.resnet4j.weights.NdArray;

/**
 * What a probe recorded at a node: the node's output and the gradient of the mean loss with respect
 * to it, without the request's scale. Copies; equal if their contents are.
 *
 * <p>A node is named by its path in the tree: {@code layer1.0.conv1}. A residual's sum, before the
 * ReLU that follows, is the path of the {@code Residual} followed by {@code .sum}; {@code input} is
 * the network's input.
 *
 * @param value (N, C, H, W) or (N, F)
 * @param exact the gradient, row-major, as many numbers as the value has: in float64 as the engine
 *     computed it; in fp32 the engine's floats over the request's scale, so that a large scale
 *     keeps what would underflow
 */
public record ProbeReading(NdArray value, double[] exact) {
  /**
   * Checks that there is a gradient for each value.
   *
   * @throws IllegalArgumentException if their numbers differ
   */
  public ProbeReading {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(exact, "exact");
    if (value.data().length != exact.length) {
      throw new IllegalArgumentException(
          "there are %d values (%s) and %d gradients; they must be as many"
              .formatted(value.data().length, value.shape(), exact.length));
    }
  }

  /**
   * A reading in single precision.
   *
   * @param value (N, C, H, W) or (N, F)
   * @param gradient of the same shape, with the request's scale
   * @param scale the request's
   * @return the reading, its gradient without the scale
   * @throws IllegalArgumentException if the shapes differ
   */
  public static ProbeReading ofFloats(NdArray value, NdArray gradient, double scale) {
    if (!value.shape().equals(gradient.shape())) {
      throw new IllegalArgumentException(
          "the value is (%s) and its gradient (%s); they must have one shape"
              .formatted(value.shape(), gradient.shape()));
    }
    var exact = new double[gradient.data().length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = gradient.data()[i] / scale;
    }
    return new ProbeReading(value, exact);
  }

  /** {@return the gradient in single precision, of the value's shape; a copy} */
  public NdArray gradient() {
    var rounded = new float[exact.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) exact[i];
    }
    return new NdArray(value.shape(), rounded);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProbeReading(NdArray its, double[] itsExact)
        && value.equals(its)
        && Arrays.equals(exact, itsExact);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, Arrays.hashCode(exact));
  }
}
