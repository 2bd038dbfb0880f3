package org.resnet4j.vector.kernel.loops;

/** {@link VectorMath} for floats, with the same bits. */
final class PlainMath {
  private PlainMath() {}

  static float tanh(float x) {
    if (!(Math.abs(x) < 0.625f)) {
      return -(2f / (exp(x + x) + 1f)) + 1f;
    }
    float z = x * x;
    float p = z * -5.70498872745e-3f + 2.06390887954e-2f;
    p = (p * z + -5.37397155531e-2f) * z + 1.33314422036e-1f;
    p = (p * z + -3.33332819422e-1f) * z;
    return Math.fma(p, x, x);
  }

  static float exp(float x) {
    float v = Math.max(Math.min(x, 88f), -87f);
    float shifted = v * 1.44269504088896341f + 12582912f;
    float n = shifted - 12582912f;
    float r = Math.fma(n, -0.693359375f, v);
    r = Math.fma(n, 2.12194440e-4f, r);
    float p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = (p * r + 8.3334519073e-3f) * r + 4.1665795894e-2f;
    p = (p * r + 1.6666665459e-1f) * r + 5.0000001201e-1f;
    p = Math.fma(p * r, r, r) + 1f;
    return p * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + 0x3F800000);
  }

  static float log(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits - 0x3F3504F3) >> 23;
    float m = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
    float z = m * m;
    float p = m * 7.0376836292e-2f + -1.1514610310e-1f;
    p = (p * m + 1.1676998740e-1f) * m + -1.2420140846e-1f;
    p = (p * m + 1.4249322787e-1f) * m + -1.6668057665e-1f;
    p = (p * m + 2.0000714765e-1f) * m + -2.4999993993e-1f;
    p = (p * m + 3.3333331174e-1f) * m * z - z * 0.5f + m;
    float n = Float.intBitsToFloat(exponent + 0x4B400000) - 12582912f;
    return n * 0.69314718056f + p;
  }

  static float power(float s, double beta) {
    if (beta == 0.75) {
      float root = (float) Math.sqrt(s);
      return 1f / (root * (float) Math.sqrt(root));
    }
    return exp(log(s) * (float) -beta);
  }
}
