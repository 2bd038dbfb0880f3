package org.resnet4j.lab.scale;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A training at several sizes of a cluster.
 *
 * @param model of one step
 * @param batch images of an update, over all workers
 * @param images that are seen in all: of the training set, times its epochs
 */
public record Forecast(StepModel model, int batch, double images) {

  /**
   * The training at one size.
   *
   * @param workers how many
   * @param step its parts, in the mean
   * @param imagesPerSecond while it runs
   * @param efficiency beside as many workers that do not know of each other and have the whole
   *     batch each
   * @param lost the share of time in checkpoints, restarts and steps that are computed again
   * @param days until all images are seen, with what is lost; infinite where more breaks than is
   *     gained
   */
  public record Point(
      int workers,
      StepModel.Step step,
      double imagesPerSecond,
      double efficiency,
      double lost,
      double days) {}

  /**
   * The training at one size.
   *
   * @param workers how many; at most as many as the batch has images
   * @return what it comes to
   * @throws IllegalArgumentException if some had no image
   */
  public Point at(int workers) {
    if (workers < 1 || workers > batch) {
      throw new IllegalArgumentException(
          "%d workers cannot share a batch of %d images: at least one for each"
              .formatted(workers, batch));
    }
    double each = (double) batch / workers;
    var step = model.step(workers, each);
    double perSecond = batch / step.seconds();
    double alone = batch / model.cluster().worker().seconds(model.work(), batch);
    var wear = model.cluster().wear();
    double lost = lost(wear, workers);
    return new Point(
        workers,
        step,
        perSecond,
        perSecond / (workers * alone),
        lost,
        images / (perSecond * (1 - lost)) / 86_400);
  }

  private static double lost(Wear wear, int workers) {
    return wear.checkpointSeconds() == 0 ? 0 : wear.lost(workers, wear.checkpointEvery(workers));
  }

  /** {@return the sizes 1, 2, 4, … and this one, or the batch's where it has fewer images} */
  public List<Point> upTo(int workers) {
    int most = Math.min(workers, batch);
    var doubled = IntStream.iterate(1, n -> n > 0 && n < most, n -> 2 * n);
    return IntStream.concat(doubled, IntStream.of(most)).mapToObj(this::at).toList();
  }
}
