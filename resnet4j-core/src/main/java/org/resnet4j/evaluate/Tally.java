package org.resnet4j.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts predictions as they arrive; {@link #evaluation} gives the result so far. Not thread-safe.
 */
public final class Tally {
  /** The number of bins of confidence, that of Guo et al. 2017. */
  public static final int BINS = 15;

  private final long[][] confusion;
  private final long[] binTotal = new long[BINS];
  private final long[] binCorrect = new long[BINS];
  private final double[] binConfidence = new double[BINS];
  private long correct;
  private long correctTop5;
  private long total;
  private double loss;

  /**
   * A tally without images.
   *
   * @param classes how many the network has
   */
  public Tally(int classes) {
    confusion = new long[classes][classes];
  }

  /** {@return the number of classes} */
  public int classes() {
    return confusion.length;
  }

  /**
   * Adds one image.
   *
   * @param probabilities of all classes, which sum to 1
   * @param label the true class
   * @throws IllegalArgumentException if they do not fit this tally's number of classes
   */
  public void add(double[] probabilities, int label) {
    if (probabilities.length != confusion.length || label < 0 || label >= confusion.length) {
      throw new IllegalArgumentException(
          "an image of class %d with %d scores does not fit an evaluation with %d classes"
              .formatted(label, probabilities.length, confusion.length));
    }
    int predicted = Scores.argmax(probabilities);
    boolean right = predicted == label;
    total++;
    confusion[label][predicted]++;
    loss -= Math.log(Math.max(probabilities[label], Double.MIN_NORMAL));
    correct += right ? 1 : 0;
    correctTop5 += rank(probabilities, label) < 5 ? 1 : 0;
    int bin = Math.clamp((int) Math.ceil(probabilities[predicted] * BINS) - 1, 0, BINS - 1);
    binTotal[bin]++;
    binCorrect[bin] += right ? 1 : 0;
    binConfidence[bin] += probabilities[predicted];
  }

  /**
   * The evaluation of the images counted so far.
   *
   * @return a copy, which later images do not change
   * @throws IllegalStateException if there was no image
   */
  public Evaluation evaluation() {
    if (total == 0) {
      throw new IllegalStateException("there was no image to evaluate");
    }
    List<Evaluation.Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      double confidence = binTotal[b] == 0 ? 0 : binConfidence[b] / binTotal[b];
      bins.add(new Evaluation.Bin(binTotal[b], binCorrect[b], confidence));
    }
    var copy = new long[confusion.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = confusion[k].clone();
    }
    return new Evaluation(correct, correctTop5, total, loss / total, copy, bins);
  }

  /**
   * All that was counted, as numbers that may be added to those of another tally.
   *
   * @return a copy: four totals, the confusion matrix row by row, three numbers for each bin
   */
  public double[] sums() {
    int classes = confusion.length;
    var sums = new double[4 + classes * classes + 3 * BINS];
    sums[0] = correct;
    sums[1] = correctTop5;
    sums[2] = total;
    sums[3] = loss;
    for (int k = 0; k < classes * classes; k++) {
      sums[4 + k] = confusion[k / classes][k % classes];
    }
    for (int b = 0, at = 4 + classes * classes; b < BINS; b++, at += 3) {
      sums[at] = binTotal[b];
      sums[at + 1] = binCorrect[b];
      sums[at + 2] = binConfidence[b];
    }
    return sums;
  }

  /**
   * Overwrites what was counted.
   *
   * @param sums as {@link #sums} gives them, of a tally with as many classes
   */
  public void set(double[] sums) {
    int classes = confusion.length;
    correct = (long) sums[0];
    correctTop5 = (long) sums[1];
    total = (long) sums[2];
    loss = sums[3];
    for (int k = 0; k < classes * classes; k++) {
      confusion[k / classes][k % classes] = (long) sums[4 + k];
    }
    for (int b = 0, at = 4 + classes * classes; b < BINS; b++, at += 3) {
      binTotal[b] = (long) sums[at];
      binCorrect[b] = (long) sums[at + 1];
      binConfidence[b] = sums[at + 2];
    }
  }

  private static int rank(double[] probabilities, int label) {
    int rank = 0;
    for (int k = 0; k < probabilities.length; k++) {
      boolean before = probabilities[k] == probabilities[label] && k < label;
      rank += probabilities[k] > probabilities[label] || before ? 1 : 0;
    }
    return rank;
  }
}
