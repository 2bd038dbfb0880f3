package org.resnet4j.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * How well a network does on labelled images.
 *
 * @param correct images whose class had the largest score; among equal scores the first counts
 * @param correctTop5 images whose class was among the five largest
 * @param total all images
 * @param meanLoss mean cross-entropy, natural logarithm
 * @param confusion {@code confusion[t][p]}: the confusion matrix: how many images of class t were
 *     predicted as class p
 * @param calibration fifteen bins of confidence, (0, 1/15], (1/15, 2/15], …
 */
public record Evaluation(
    long correct,
    long correctTop5,
    long total,
    double meanLoss,
    long[][] confusion,
    List<Bin> calibration) {
  /** Copies the list of bins; the confusion matrix is kept as it is. */
  public Evaluation {
    calibration = List.copyOf(calibration);
  }

  /**
   * The images whose highest probability fell into one range: how confident the predictions are,
   * and how often they are correct.
   *
   * @param total images in the bin
   * @param correct those of them that are classified correctly
   * @param meanConfidence the mean of their highest probabilities, 0 for an empty bin
   */
  public record Bin(long total, long correct, double meanConfidence) {
    /**
     * {@return the fraction of the bin's images that are classified correctly; 0 for an empty bin}
     */
    public double accuracy() {
      return total == 0 ? 0 : correct / (double) total;
    }
  }

  /** {@return the fraction of images that are classified correctly} */
  public double accuracy() {
    return correct / (double) total;
  }

  /** {@return the fraction of images whose class was among the five largest scores} */
  public double top5() {
    return correctTop5 / (double) total;
  }

  /** {@return the fraction of images that are misclassified, as the paper reports it} */
  public double error() {
    return 1 - accuracy();
  }

  /** {@return for each class the fraction classified correctly; NaN for a class without images} */
  public double[] perClassAccuracy() {
    var accuracies = new double[confusion.length];
    for (int k = 0; k < accuracies.length; k++) {
      accuracies[k] = confusion[k][k] / (double) Arrays.stream(confusion[k]).sum();
    }
    return accuracies;
  }

  /**
   * Expected calibration error: |accuracy − confidence| of the bins, weighted by their images (Guo
   * et al. 2017, equation 3).
   *
   * @return from 0 to 1
   */
  public double calibrationError() {
    return calibration.stream()
        .mapToDouble(bin -> bin.total() * Math.abs(bin.accuracy() - bin.meanConfidence()) / total)
        .sum();
  }
}
