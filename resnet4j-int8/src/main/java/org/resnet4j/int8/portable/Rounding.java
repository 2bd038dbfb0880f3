package org.resnet4j.int8.portable;

/** Floats to integers as the kernels round: halves to even. */
final class Rounding {
  /** 1.5 · 2²³: a float added to it has no place for fractions. */
  private static final float MAGIC = 12_582_912f;

  private static final int MAGIC_BITS = Float.floatToRawIntBits(MAGIC);

  /** Beyond every byte and zero point, and within what the magic number holds. */
  private static final float FAR = 1024;

  private Rounding() {}

  /** The nearest integer of what lies within ±1024, else ±1024. */
  static int rint(float x) {
    float near = Math.max(-FAR, Math.min(FAR, x));
    return Float.floatToRawIntBits(near + MAGIC) - MAGIC_BITS;
  }

  static int clamp(int code, int low) {
    return Math.max(low, Math.min(255, code));
  }
}
