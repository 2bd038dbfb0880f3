package org.resnet4j.train.recipe;

import static org.resnet4j.train.recipe.RecipeCheck.between;
import static org.resnet4j.train.recipe.RecipeCheck.check;
import static org.resnet4j.train.recipe.RecipeCheck.positive;

import java.util.OptionalDouble;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/**
 * How gradients move the weights.
 *
 * @param optimizer the rule by which gradients update weights
 * @param learningRate the highest that the schedule reaches
 * @param schedule how the learning rate moves
 * @param warmup how it begins
 * @param batchSize images per pass
 * @param accumulation passes per update
 * @param weightDecay the coefficient of ½‖w‖²
 * @param decayNorms whether γ, β and biases decay too, as in the paper
 * @param labelSmoothing ε: targets become (1 − ε)·target + ε / classes
 * @param clipNorm the upper bound of the norm of the whole gradient
 * @param averageDecay the largest d of a moving average of the weights, which is evaluated beside
 *     them and saved where it does better; in a short training d is smaller, see {@link
 *     org.resnet4j.engine.AverageDecay#over}
 */
public record Optimisation(
    Optimizer optimizer,
    double learningRate,
    Schedule schedule,
    Warmup warmup,
    int batchSize,
    int accumulation,
    double weightDecay,
    boolean decayNorms,
    double labelSmoothing,
    OptionalDouble clipNorm,
    OptionalDouble averageDecay) {
  private static final int MOST = 65536;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names it
   */
  public Optimisation {
    check("learning rate", positive(learningRate) && learningRate <= 1000, learningRate);
    check("batch size", between(1, batchSize, MOST), batchSize);
    check("accumulation", between(1, accumulation, MOST), accumulation);
    check("weight decay", between(0, weightDecay, 1000), weightDecay);
    check("label smoothing", labelSmoothing >= 0 && labelSmoothing < 1, labelSmoothing);
    clipNorm.ifPresent(norm -> check("clip norm", positive(norm), norm));
    averageDecay.ifPresent(d -> check("average decay", d > 0 && d < 1, d));
    check(
        "warm-up before one-cycle, which has its own,",
        !schedule.beginsLow() || !(warmup instanceof Warmup.Linear),
        warmup);
  }
}
