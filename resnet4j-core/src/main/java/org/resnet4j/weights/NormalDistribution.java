package org.resnet4j.weights;

/**
 * What truncating the normal distribution needs: the error function and its inverse, exact to a
 * float's last bit and the same on every processor.
 */
final class NormalDistribution {
  private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

  /** Coefficients of algorithm AS 241 (Wichura 1988), numerator and denominator, highest first. */
  private static final double[] CENTRE = {
    2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
    4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
    1.3314166789178437745e2, 3.3871328727963666080e0
  };

  private static final double[] CENTRE_BELOW = {
    5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
    2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
    4.2313330701600911252e1, 1
  };

  private static final double[] TAIL = {
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
    1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0,
    4.63033784615654529590e0, 1.42343711074968357734e0
  };

  private static final double[] TAIL_BELOW = {
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
    1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
    2.05319162663775882187e0, 1
  };

  private NormalDistribution() {}

  /** erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!! (Abramowitz and Stegun, 7.1.6). */
  static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return TWO_BY_ROOT_PI * StrictMath.exp(-x * x) * sum;
  }

  /**
   * √2 · erf⁻¹(y), the bound that N(0, 1) stays within with probability |y|, signed as y; ±∞ at ±1.
   * A float is never nearer to 1 than 2⁻²⁵, so the algorithm's third branch is not needed.
   */
  static double bound(float y) {
    double q = y / 2.0;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q * polynomial(CENTRE, r) / polynomial(CENTRE_BELOW, r);
    }
    if (Math.abs(y) == 1) {
      return Math.copySign(Double.POSITIVE_INFINITY, y);
    }
    double r = Math.sqrt(-StrictMath.log(0.5 - Math.abs(q))) - 1.6;
    return Math.copySign(polynomial(TAIL, r) / polynomial(TAIL_BELOW, r), y);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}
