package org.resnet4j.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
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
    Predicate<String> frozen) {
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
