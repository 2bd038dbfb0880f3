package org.resnet4j.export.int8;

import org.resnet4j.export.ExportException;
import org.resnet4j.export.onnx.OnnxTensor;

/**
 * The weights of a convolution or linear layer as bytes from −127 to 127, each output channel with
 * a scale of its own, and its biases as 32-bit integers in the scale of its sums.
 *
 * @param scales one an output channel
 */
record WeightBytes(byte[] codes, float[] scales) {
  private static final int LARGEST = 127;
  private static final double LARGEST_BIAS = 1 << 30;

  /**
   * Of weights (out, …) and biases (out), or none.
   *
   * @param inputScale of the numbers that the weights are multiplied with
   */
  static WeightBytes of(OnnxTensor weights, float[] biases, float inputScale) {
    var data = floats(weights);
    int out = weights.sizes().getFirst();
    int each = data.length / out;
    var codes = new byte[data.length];
    var scales = new float[out];
    for (int k = 0; k < out; k++) {
      float largest = 0;
      for (int i = k * each; i < (k + 1) * each; i++) {
        largest = Float.isFinite(data[i]) ? Math.max(largest, Math.abs(data[i])) : Float.NaN;
      }
      if (Float.isNaN(largest)) {
        throw new ExportException("the weights '%s' are not finite".formatted(weights.name()));
      }
      double bias = biases.length == 0 ? 0 : Math.abs(biases[k]) / LARGEST_BIAS / inputScale;
      double scale = Math.max((double) largest / LARGEST, bias);
      scales[k] = scale < Float.MIN_NORMAL ? 1 : (float) scale;
      for (int i = k * each; i < (k + 1) * each; i++) {
        codes[i] = (byte) Math.clamp(Math.round((double) data[i] / scales[k]), -LARGEST, LARGEST);
      }
    }
    return new WeightBytes(codes, scales);
  }

  static float[] floats(OnnxTensor tensor) {
    if (tensor.values() instanceof OnnxTensor.Floats floats) {
      return floats.data();
    }
    throw new ExportException("'%s' is not of floats".formatted(tensor.name()));
  }

  /** The scale of each channel's sums. */
  float[] sumScales(float inputScale) {
    var sums = new float[scales.length];
    for (int k = 0; k < sums.length; k++) {
      sums[k] = scales[k] * inputScale;
    }
    return sums;
  }

  static int[] biases(float[] biases, float[] sumScales) {
    var codes = new int[biases.length];
    for (int k = 0; k < codes.length; k++) {
      codes[k] = (int) Math.rint((double) biases[k] / sumScales[k]);
    }
    return codes;
  }
}
