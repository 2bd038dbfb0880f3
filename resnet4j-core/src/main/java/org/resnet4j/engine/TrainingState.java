package org.resnet4j.engine;

import java.util.Objects;
import java.util.Optional;
import org.resnet4j.weights.Weights;

/**
 * The state of a {@link TrainingStep} from which another one continues bit for bit.
 *
 * @param weights the network's arrays
 * @param optimizer the optimiser's arrays, keys as {@link Optimizer} says; empty before the first
 *     update
 * @param average the moving average of the weights, where there is one
 * @param updates the number of updates
 */
public record TrainingState(
    Weights weights, Weights optimizer, Optional<Weights> average, long updates) {
  /**
   * Checks the number of updates.
   *
   * @throws IllegalArgumentException if {@code updates} is negative
   */
  public TrainingState {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(average, "average");
    Require.that(updates >= 0, "updates must not be negative, got %d", updates);
  }
}
