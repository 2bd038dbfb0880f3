package org.resnet4j.internal.random;

/**
 * Two uniform numbers become two normal ones (Box and Muller 1958), sixteen at a time as PyTorch
 * does it. Logarithm, sine and cosine are series in double precision, rounded to float where
 * PyTorch rounds: exact to float's last bit and the same on every processor, which {@code Math}'s
 * functions do not guarantee.
 */
final class BoxMuller {
  static final int BLOCK = 16;
  private static final int HALF = BLOCK / 2;
  private static final float TWO_PI = (float) (2 * Math.PI);
  private static final double LN_2 = 0.6931471805599453;

  private BoxMuller() {}

  /** Element j and element j + 8 of the block at {@code at} are a pair, j = 0 … 7. */
  static void transform(float[] values, int at, float mean, float sigma) {
    for (int j = at; j < at + HALF; j++) {
      float radius = (float) Math.sqrt(-2f * (float) log(1 - values[j]));
      double angle = TWO_PI * values[j + HALF];
      int quarter = (int) (angle * (2 / Math.PI) + 0.5);
      double rest = angle - quarter * (Math.PI / 2);
      double sine = sine(rest);
      double cosine = cosine(rest);
      boolean odd = (quarter & 1) != 0;
      float c = (float) ((quarter + 1 & 2) != 0 ? -1 : 1) * (float) (odd ? sine : cosine);
      float s = (float) ((quarter & 2) != 0 ? -1 : 1) * (float) (odd ? cosine : sine);
      values[j] = Math.fma(radius * c, sigma, mean);
      values[j + HALF] = Math.fma(radius * s, sigma, mean);
    }
  }

  /** ln of a positive, normal float: 2 artanh((m − 1) / (m + 1)) + e ln 2 with m near 1. */
  private static double log(float x) {
    int bits = Float.floatToRawIntBits(x) - 0x3F3504F3;
    int exponent = bits >> 23;
    float m = Float.intBitsToFloat((bits & 0x7FFFFF) + 0x3F3504F3);
    double s = (m - 1.0) / (m + 1.0);
    double q = s * s;
    double tail = 1 / 3.0 + q * (1 / 5.0 + q * (1 / 7.0 + q * (1 / 9.0 + q * (1 / 11.0))));
    return exponent * LN_2 + 2 * s * (1 + q * tail);
  }

  /** sin x for |x| ≤ π/4. */
  private static double sine(double x) {
    double q = x * x;
    double tail = 1 / 120.0 - q * (1 / 5040.0 - q * (1 / 362880.0 - q * (1 / 39916800.0)));
    return x * (1 - q * (1 / 6.0 - q * tail));
  }

  /** cos x for |x| ≤ π/4. */
  private static double cosine(double x) {
    double q = x * x;
    double tail = 1 / 720.0 - q * (1 / 40320.0 - q * (1 / 3628800.0 - q * (1 / 479001600.0)));
    return 1 - q * (1 / 2.0 - q * (1 / 24.0 - q * tail));
  }
}
