package org.resnet4j.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.model.Shape;

/**
 * The settings that are constant over a training: the input, the optimiser and its options.
 *
 * @param input (C, H, W)
 * @param batchSize the largest batch size; the last batch of an epoch may be smaller
 * @param optimizer the rule by which gradients update weights
 * @param labelSmoothing ε: targets become (1 − ε)·target + ε / classes
 * @param weightDecay the coefficient of ½‖w‖²
 * @param decayNorms whether γ, β and biases decay too, as in the paper
 * @param clipNorm the upper bound of the norm of the whole gradient
 * @param average the moving average of the weights that is kept, if one is
 * @param frozen keys that are not trained; the batch norms whose keys are all frozen use and keep
 *     their running statistics
 * @param parallel the processes that train together; each has its share of every batch
 */
public record TrainingOptions(
    Shape input,
    int batchSize,
    Optimizer optimizer,
    double labelSmoothing,
    double weightDecay,
    boolean decayNorms,
    OptionalDouble clipNorm,
    Optional<AverageDecay> average,
    Predicate<String> frozen,
    DataParallel parallel) {
  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TrainingOptions {
    Require.that(
        input.isImage() && input.elements() > 0,
        "input must be channels x height x width, each at least 1, got (%s)",
        input);
    Require.atLeast(1, "batchSize", batchSize);
    Objects.requireNonNull(optimizer, "optimizer");
    Require.fraction("labelSmoothing", labelSmoothing);
    Require.notNegative("weightDecay", weightDecay);
    clipNorm.ifPresent(norm -> Require.positive("clipNorm", norm));
    Objects.requireNonNull(average, "average");
    Objects.requireNonNull(frozen, "frozen");
    Objects.requireNonNull(parallel, "parallel");
  }

  /**
   * Options for training in one process.
   *
   * @param input (C, H, W)
   * @param batchSize the largest batch size
   * @param optimizer the rule by which gradients update weights
   * @param labelSmoothing ε
   * @param weightDecay the coefficient of ½‖w‖²
   * @param decayNorms whether γ, β and biases decay too
   * @param clipNorm the upper bound of the norm of the whole gradient
   * @param average the moving average of the weights that is kept, if one is
   * @param frozen keys that are not trained
   * @throws IllegalArgumentException if one is out of its range
   */
  public TrainingOptions(
      Shape input,
      int batchSize,
      Optimizer optimizer,
      double labelSmoothing,
      double weightDecay,
      boolean decayNorms,
      OptionalDouble clipNorm,
      Optional<AverageDecay> average,
      Predicate<String> frozen) {
    this(
        input,
        batchSize,
        optimizer,
        labelSmoothing,
        weightDecay,
        decayNorms,
        clipNorm,
        average,
        frozen,
        DataParallel.alone());
  }

  /**
   * The same for one of several processes that train together.
   *
   * @param processes the group
   * @return the changed options
   */
  public TrainingOptions together(DataParallel processes) {
    return new TrainingOptions(
        input,
        batchSize,
        optimizer,
        labelSmoothing,
        weightDecay,
        decayNorms,
        clipNorm,
        average,
        frozen,
        processes);
  }

  /**
   * SGD with momentum 0.9 and weight decay 1e-4 on everything: the paper's.
   *
   * @param input (C, H, W)
   * @param batchSize the largest batch size
   * @return options without label smoothing, clipping or average, nothing frozen
   * @throws IllegalArgumentException if the input is no image or the batch size is less than 1
   */
  public static TrainingOptions sgd(Shape input, int batchSize) {
    return new TrainingOptions(
        input,
        batchSize,
        new Optimizer.Sgd(0.9, false),
        0,
        1e-4,
        true,
        OptionalDouble.empty(),
        Optional.empty(),
        key -> false);
  }
}
