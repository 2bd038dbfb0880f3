package org.resnet4j.data.image.format;

/**
 * Luma and chroma of JPEG (JFIF, ITU-R 601, all of 0 to 255) to light, to libjpeg's last bit. What
 * comes in is less by 128, what goes out is not. Each colour has a loop that is nothing but
 * arithmetic of int, which compilers put into vectors.
 */
final class YCbCr {
  private static final int BITS = 16;
  private static final int HALF = 1 << BITS - 1;
  private static final int CR_RED = fixed(1.402);
  private static final int CB_GREEN = fixed(0.34414);
  private static final int CR_GREEN = fixed(0.71414);
  private static final int CB_BLUE = fixed(1.772);

  private YCbCr() {}

  private static int fixed(double x) {
    return (int) Math.round(x * (1 << BITS));
  }

  static void red(int[][] samples, int[] out, int count) {
    add(samples[0], samples[2], CR_RED, out, count);
  }

  static void blue(int[][] samples, int[] out, int count) {
    add(samples[0], samples[1], CB_BLUE, out, count);
  }

  private static void add(int[] luma, int[] chroma, int factor, int[] out, int count) {
    for (int i = 0; i < count; i++) {
      int value = luma[i] + 128 + (factor * chroma[i] + HALF >> BITS);
      out[i] = Math.max(0, Math.min(value, 255));
    }
  }

  static void green(int[][] samples, int[] out, int count) {
    int[] luma = samples[0];
    int[] cb = samples[1];
    int[] cr = samples[2];
    for (int i = 0; i < count; i++) {
      int value = luma[i] + 128 + (HALF - CB_GREEN * cb[i] - CR_GREEN * cr[i] >> BITS);
      out[i] = Math.max(0, Math.min(value, 255));
    }
  }
}
