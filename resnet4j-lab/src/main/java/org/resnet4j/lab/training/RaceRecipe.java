package org.resnet4j.lab.training;

import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.train.schedule.Length;

/**
 * The recipe of a race: that of {@code mnist}, SGD in one cycle of the learning rate, which begins
 * low because residual networks of this depth want a warm-up (section 4.2); without augmentation,
 * so that all see the same images.
 */
public final class RaceRecipe {
  private RaceRecipe() {}

  /**
   * The recipe for one network.
   *
   * @param steps updates of the weights
   * @param learningRate at the cycle's highest point, after a quarter of the updates
   * @param seed decides initial weights and batches
   */
  public static Recipe of(
      String model, String data, int steps, int batchSize, double learningRate, long seed) {
    return Recipes.of("mnist")
        .with(
            r ->
                r.name("race")
                    .model(model)
                    .data(data)
                    .augmentation()
                    .learningRate(learningRate)
                    .batchSize(batchSize)
                    .length(Length.iterations(steps))
                    .noTimeLimit()
                    .evaluateEvery(Length.iterations(steps))
                    .seed(seed));
  }
}
