package org.resnet4j.train.run;

import org.resnet4j.data.Targets;
import org.resnet4j.engine.StepResult;
import org.resnet4j.evaluate.Scores;
import org.resnet4j.train.event.Metrics;

/**
 * Sums over batches, from which {@link Metrics} are made; it stands in the checkpoint.
 *
 * @param loss sum over the images
 * @param correct images whose class had the largest logit
 * @param correctTop5 images whose class was among the five largest
 * @param images how many
 * @param seconds that the steps took, waiting for data included
 * @param waiting the part of these seconds spent waiting for data
 */
public record Meter(
    double loss, long correct, long correctTop5, long images, double seconds, double waiting) {

  /** {@return the sums of no images} */
  public static Meter empty() {
    return new Meter(0, 0, 0, 0, 0, 0);
  }

  /**
   * The sums of one batch; mixed targets count as their largest class.
   *
   * @param result of the pass over the batch
   * @param targets the batch's
   * @param size images in the batch
   * @return the sums, without time
   */
  public static Meter of(StepResult result, Targets targets, int size) {
    long first = 0;
    long five = 0;
    for (int i = 0; i < size; i++) {
      int classes = result.classes();
      int rank = Scores.rank(result.logits(), i * classes, classes, label(targets, i));
      first += rank < 1 ? 1 : 0;
      five += rank < 5 ? 1 : 0;
    }
    return new Meter(result.loss() * size, first, five, size, 0, 0);
  }

  /**
   * Adds two sums.
   *
   * @param more the other one
   * @return the sums of both
   */
  public Meter plus(Meter more) {
    return new Meter(
        loss + more.loss,
        correct + more.correct,
        correctTop5 + more.correctTop5,
        images + more.images,
        seconds + more.seconds,
        waiting + more.waiting);
  }

  /**
   * The same sums with more time.
   *
   * @param moreSeconds that steps took, waiting for data included
   * @param moreWaiting the part of these seconds spent waiting for data
   * @return the sums with the time added
   */
  public Meter taking(double moreSeconds, double moreWaiting) {
    return new Meter(
        loss, correct, correctTop5, images, seconds + moreSeconds, waiting + moreWaiting);
  }

  /** {@return the means; zeros if there were no images} */
  public Metrics metrics() {
    double n = Math.max(1, images);
    double time = Math.max(1e-9, seconds);
    return new Metrics(
        loss / n, correct / n, correctTop5 / n, images, images / time, waiting / time);
  }

  private static int label(Targets targets, int i) {
    return switch (targets) {
      case Targets.Labels(int[] labels) -> labels[i];
      case Targets.Distributions(float[] rows, int classes) -> {
        int best = 0;
        for (int k = 1; k < classes; k++) {
          best = rows[i * classes + k] > rows[i * classes + best] ? k : best;
        }
        yield best;
      }
    };
  }
}
