package org.resnet4j.engine;

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
 * @param gradient of the same shape
 */
public record ProbeReading(NdArray value, NdArray gradient) {
  /**
   * Checks that both have one shape.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public ProbeReading {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(gradient, "gradient");
    if (!value.shape().equals(gradient.shape())) {
      throw new IllegalArgumentException(
          "the value is (%s) and its gradient (%s); they must have one shape"
              .formatted(value.shape(), gradient.shape()));
    }
  }
}
