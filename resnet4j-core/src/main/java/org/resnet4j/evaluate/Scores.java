package org.resnet4j.evaluate;

/** Small arithmetic on rows of scores, one score a class. */
public final class Scores {
  private Scores() {}

  /** softmax of {@code classes} logits from {@code offset}, in double precision. */
  public static double[] softmax(float[] logits, int offset, int classes) {
    double top = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      top = Math.max(top, logits[offset + k]);
    }
    var probabilities = new double[classes];
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      probabilities[k] = Math.exp(logits[offset + k] - top);
      sum += probabilities[k];
    }
    for (int k = 0; k < classes; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }

  /**
   * At which place a class stands, 0 for the largest score; of equal scores the first comes first,
   * and what is not a number stands behind everything.
   */
  public static int rank(float[] scores, int offset, int classes, int label) {
    float own = scores[offset + label];
    if (Float.isNaN(own)) {
      return classes - 1;
    }
    int rank = 0;
    for (int k = 0; k < classes; k++) {
      float other = scores[offset + k];
      if (other > own || (other == own && k < label)) {
        rank++;
      }
    }
    return rank;
  }

  /** The index of the largest; the first of equals. */
  public static int argmax(double[] scores) {
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      if (scores[k] > scores[best]) {
        best = k;
      }
    }
    return best;
  }
}
