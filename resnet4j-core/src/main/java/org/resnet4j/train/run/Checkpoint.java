package org.resnet4j.train.run;

import java.util.Optional;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.Weights;

/**
 * Everything that a training needs to go on to the very same weights.
 *
 * @param state the engine's side: weights, optimiser, moving average
 * @param recipe what was being done
 * @param progress how far it was
 */
public record Checkpoint(TrainingState state, Recipe recipe, TrainingProgress progress) {

  /**
   * Says no where a training by {@code wanted} would not be this one going on; names, the time
   * limit and how often it is evaluated may differ.
   *
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
          "cannot go on with another %s: the checkpoint was made with %s, now it is %s"
              .formatted(what, then, now));
    }
  }

  /** The first array that holds an infinity or something that is not a number. */
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
