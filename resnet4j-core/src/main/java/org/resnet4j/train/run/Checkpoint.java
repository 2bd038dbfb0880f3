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
 * @param footing what else must stay as it was; the first runs did not say it
 * @param computation what computed it; the first runs did not say it
 */
public record Checkpoint(
    TrainingState state,
    Recipe recipe,
    TrainingProgress progress,
    Optional<Footing> footing,
    Optional<Computation> computation) {

  /**
   * Throws if a training by {@code wanted} would not continue this one. Names, the time limit and
   * the interval of evaluations may differ, the data may lie in another folder, and the training
   * may be longer: its schedule is then that of the longer training from here on.
   *
   * @param wanted the recipe to go on with
   * @param now what the data are that it is to go on with
   * @param perEpoch updates in an epoch
   * @throws TrainingException naming what differs
   */
  public void mustContinue(Recipe wanted, Footing now, long perEpoch) {
    same("model", recipe.model(), wanted.model());
    same("data", recipe.data(), wanted.with(r -> r.data(recipe.data().set())).data());
    same("optimisation", recipe.optimisation(), wanted.optimisation());
    if (length(wanted, perEpoch) < length(recipe, perEpoch)) {
      throw new TrainingException(
          "cannot resume with a shorter length: the run is to have %s, not %s"
              .formatted(recipe.budget().length(), wanted.budget().length()));
    }
    same("precision", recipe.precision(), wanted.precision());
    same("seed", recipe.seed(), wanted.seed());
    footing.ifPresent(then -> then.mustBe(now));
  }

  private static long length(Recipe recipe, long perEpoch) {
    return recipe.budget().length().inIterations(perEpoch);
  }

  /**
   * {@return whether the decay of the average of the weights warms up, as it did from the start}
   */
  public boolean averageWarmsUp() {
    return footing.map(Footing::averageWarmsUp).orElse(false);
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
