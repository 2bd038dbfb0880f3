package org.resnet4j.assembler.kernel;

import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.IntegerWeights;

/** How large sums can become. */
final class SumBounds {
  private SumBounds() {}

  /** Whether a scaled sum can be too large for an int, which then would be stored as 0. */
  static boolean mayLeaveInts(ByteConvolutionShape shape, IntegerWeights weights) {
    int each = shape.inputChannels() * shape.kernelHeight() * shape.kernelWidth();
    for (int channel = 0; channel < shape.outputChannels(); channel++) {
      long largest = Math.abs((long) weights.bias()[channel]);
      for (int i = 0; i < each; i++) {
        largest += 255L * Math.abs(weights.bytes()[channel * each + i]);
      }
      double scaled = (double) largest * Math.abs(weights.scale()[channel]);
      if (!(scaled < 1 << 30)) {
        return true;
      }
    }
    return false;
  }
}
