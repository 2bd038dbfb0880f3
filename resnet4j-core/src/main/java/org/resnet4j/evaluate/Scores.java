package org.resnet4j.evaluate;

/** Arithmetic on rows of scores, one score per class. */
public final class Scores {
  private Scores() {}

  /**
   * The softmax of one row of logits, in double precision.
   *
   * @param logits rows of scores
   * @param offset where the row begins
   * @param classes how many scores the row has
   * @return the probabilities, which sum to 1; a new array
   */
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
   * The rank of a class, 0 for the largest score; among equal scores the lower index comes first,
   * and NaN ranks last.
   *
   * @param scores rows of scores
   * @param offset where the row begins
   * @param classes how many scores the row has
   * @param label the class, from 0 to {@code classes} − 1
   * @return from 0 to {@code classes} − 1
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

  /**
   * The index of the largest score; the first of equals.
   *
   * @param scores at least one
   * @return from 0 to {@code scores.length} − 1
   */
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
