package org.resnet4j.analyze;

/** Norms of arrays, summed in double precision. */
final class Norms {
  private Norms() {}

  /** √Σ x², over the largest of them, so that no square underflows or overflows. */
  static double l2(double[] values) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, Math.abs(value)); // a NaN stays
    }
    if (most == 0 || !Double.isFinite(most)) {
      return most;
    }
    double unit = Math.scalb(1.0, Math.max(Math.getExponent(most), Double.MIN_EXPONENT));
    double sum = 0;
    for (double value : values) {
      double part = value / unit;
      sum += part * part;
    }
    return unit * Math.sqrt(sum);
  }

  /** a − b. */
  static double[] difference(double[] a, double[] b) {
    var difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  /** The cosine between two vectors. */
  static double cosine(double[] a, double[] b) {
    double first = l2(a);
    double second = l2(b);
    double product = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] / first * (b[i] / second);
    }
    return product;
  }

  /** The standard deviation over all values. */
  static double deviation(float[] values) {
    double mean = 0;
    for (float value : values) {
      mean += value;
    }
    mean /= values.length;
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }
}
