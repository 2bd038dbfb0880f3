package org.resnet4j.export.evaluate;

/** Numbers to bytes and back, as the standard rounds: halves to even, what is outside cut off. */
final class ByteOperators {
  private ByteOperators() {}

  /** {@code QuantizeLinear} with one scale; the codes of unsigned bytes are 0 to 255. */
  static Dense quantise(Dense x, float scale, int zeroPoint, boolean signed) {
    int least = signed ? Byte.MIN_VALUE : 0;
    int most = signed ? Byte.MAX_VALUE : 255;
    return ElementOperators.each(
        x, v -> Math.clamp(Math.rint((float) v / scale) + zeroPoint, least, most));
  }

  /** {@code DequantizeLinear}; several scales are one for each place along this axis. */
  static Codes dequantise(Dense codes, float[] scales, float[] zeroPoints, int axis) {
    int inner = scales.length == 1 ? codes.data().length : codes.after(axis + 1);
    var numbers = Dense.zeros(codes.sizes());
    var centred = new int[codes.data().length];
    for (int i = 0; i < centred.length; i++) {
      int k = scales.length == 1 ? 0 : i / inner % scales.length;
      centred[i] = (int) codes.data()[i] - (zeroPoints.length == 0 ? 0 : (int) zeroPoints[k]);
      numbers.data()[i] = centred[i] * scales[k];
    }
    return new Codes(numbers, centred, scales);
  }

  /**
   * Numbers that were read back from integers.
   *
   * @param numbers the integers times their scales
   * @param integers less their zero point
   * @param scales one for all, or one for each place along the first axis
   */
  record Codes(Dense numbers, int[] integers, float[] scales) {}
}
