package org.resnet4j.vector.program;

import org.resnet4j.model.Layer.PartialConv2d;

/**
 * Where a convolution's weights (out, in / groups, kernel, kernel) come from. Each kernel wants
 * them in an order of its own: they are packed before each run, as training moves them, or once, by
 * the program's prologue.
 */
public sealed interface WeightSource {

  /** The network's own array, with every weight in its place. */
  record Dense() implements WeightSource {}

  /** LeNet-5's table of connections: the weights it lists, spread out among zeros. */
  record ConnectionTable(PartialConv2d layer) implements WeightSource {}

  /**
   * With the batch norm after it folded in: w γ / √(σ² + ε), and the bias β + (b − μ) γ / √(σ² +
   * ε).
   *
   * @param norm the batch norm's path
   * @param bias whether the convolution has a bias b of its own
   */
  record Folded(String norm, double eps, boolean bias) implements WeightSource {}

  /** Packed once, by an instruction of the prologue, from another source. */
  record Prepacked(WeightSource source) implements WeightSource {}
}
