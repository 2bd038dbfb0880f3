package org.resnet4j.assembler.parameters;

import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.IntegerWeights;

/** How large sums can become. */
public final class SumBounds {
  private SumBounds() {}

  /** Whether a scaled sum can be too large for an int, which then would be stored as 0. */
  public static boolean mayLeaveInts(ByteConvolutionShape shape, IntegerWeights weights) {
    int each = shape.inputChannels() * shape.kernelHeight() * shape.kernelWidth();
    for (int channel = 0; channel < shape.outputChannels(); channel++) {
      if (mayLeaveInts(weights, channel, 128L * each)
          && mayLeaveInts(weights, channel, magnitude(weights.bytes(), channel * each, each))) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayLeaveInts(IntegerWeights weights, int channel, long magnitude) {
    long largest = Math.abs((long) weights.bias()[channel]) + 255 * magnitude;
    double scaled = (double) largest * Math.abs(weights.scale()[channel]);
    return !(scaled < 1 << 30);
  }

  private static long magnitude(byte[] weights, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += Math.abs(weights[i]);
    }
    return sum;
  }
}
