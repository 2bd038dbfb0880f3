package org.resnet4j.lab.training;

import org.resnet4j.engine.Optimizer;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Schedule;

/** The recipe of a race: plain SGD at one learning rate, so that nothing helps but the network. */
public final class RaceRecipe {
  private static final double MOMENTUM = 0.9;
  private static final double WEIGHT_DECAY = 1e-4;

  private RaceRecipe() {}

  /**
   * The recipe for one network.
   *
   * @param steps updates of the weights
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
                    .optimizer(new Optimizer.Sgd(MOMENTUM, false))
                    .learningRate(learningRate)
                    .schedule(new Schedule.Constant())
                    .weightDecay(WEIGHT_DECAY)
                    .labelSmoothing(0)
                    .noAverage()
                    .noClipping()
                    .batchSize(batchSize)
                    .length(Length.iterations(steps))
                    .noTimeLimit()
                    .evaluateEvery(Length.iterations(steps))
                    .seed(seed));
  }
}
