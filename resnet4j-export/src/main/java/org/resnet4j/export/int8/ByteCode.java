package org.resnet4j.export.int8;

/**
 * How a byte from 0 to 255 stands for a number: {@code (byte − zeroPoint) · scale} (Jacob et al.
 * 2018, arXiv:1712.05877, equation 1).
 */
record ByteCode(float scale, int zeroPoint) {
  private static final int LEVELS = 255;

  /** The code whose 256 numbers span this range, 0 among them. */
  static ByteCode of(ValueRange range) {
    double width = range.max() - range.min();
    if (width < Float.MIN_NORMAL * LEVELS) {
      return new ByteCode(1, 0);
    }
    return new ByteCode((float) (width / LEVELS), (int) Math.rint(-range.min() / width * LEVELS));
  }
}
