package org.resnet4j.int8.kernel;

/**
 * The weights of a convolution or linear layer; the arrays are not copied and never change.
 *
 * @param bytes (out, in, height, width), or (out, in)
 * @param bias one an output channel, the input's zero point folded in: {@code bias − zero · Σ
 *     weights}
 * @param scale of each output channel's sum
 */
public record IntegerWeights(byte[] bytes, int[] bias, float[] scale) {
  /** No weights. */
  public static final IntegerWeights NONE =
      new IntegerWeights(new byte[0], new int[0], new float[0]);
}
