package org.resnet4j.train.run;

import java.util.Optional;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.Weights;

/**
 * Everything that a training needs to resume to exactly the same weights.
 *
 * @param state the engine's side: weights, optimiser, moving average
 * @param recipe the recipe of the training
 * @param progress its progress
 */
public record Checkpoint(TrainingState state, Recipe recipe, TrainingProgress progress) {

  /**
   * Throws if a training by {@code wanted} would not continue this one; names, the time limit and
   * the interval of evaluations may differ.
   *
   * @param wanted the recipe to go on with
   * @throws TrainingException naming what differs
   */
  public void mustContinue(Recipe wanted) {
    same("model", recipe.model(), wanted.model());
    same("data", recipe.data(), wanted.data());
    same("optimisation", recipe.optimisation(), wanted.optimisation());
    same("length", recipe.budget().length(), wanted.budget().length());
    same("precision", recipe.precision(), wanted.precision());
    same("seed", recipe.seed(), wanted.seed());
  }

  private static void same(String what, Object then, Object now) {
    if (!then.equals(now)) {
      throw new TrainingException(
          "cannot resume with another %s: the checkpoint was made with %s, now it is %s"
              .formatted(what, then, now));
    }
  }

  /**
   * The first array that contains an infinity or NaN.
   *
   * @param weights in their order
   * @return the array's key; empty if all values are finite
   */
  public static Optional<String> firstNotFinite(Weights weights) {
    for (var entry : weights.arrays().entrySet()) {
      for (float value : entry.getValue().data()) {
        if (!Float.isFinite(value)) {
          return Optional.of(entry.getKey());
        }
      }
    }
    return Optional.empty();
  }
}
