package org.resnet4j.int8.kernel;

/**
 * The weights of the first convolution; the arrays are not copied and never change.
 *
 * @param numbers (out, in, height, width)
 * @param bias one an output channel
 */
public record FloatWeights(float[] numbers, float[] bias) {
  /** No weights. */
  public static final FloatWeights NONE = new FloatWeights(new float[0], new float[0]);
}
