package org.resnet4j.train.recipe;

import static org.resnet4j.train.recipe.Recipe.check;

import org.resnet4j.engine.Optimizer;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/**
 * How gradients move the weights.
 *
 * @param learningRate the highest that the schedule reaches
 * @param schedule how the learning rate moves
 * @param warmup how it begins
 * @param batchSize images a pass
 * @param accumulation passes an update
 * @param weightDecay the coefficient of ½‖w‖²
 * @param decayNorms whether γ, β and biases decay too, as in the paper
 * @param labelSmoothing ε: targets become (1 − ε)·target + ε / classes
 * @param clipNorm the whole gradient's norm is kept at or below this; 0: as it comes
 * @param averageDecay d of the moving average of the weights, which is then what is evaluated and
 *     saved; 0: none
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
    double clipNorm,
    double averageDecay) {
  public Optimisation {
    check("learning rate", learningRate > 0 && Double.isFinite(learningRate), learningRate);
    check("batch size", batchSize >= 1, batchSize);
    check("accumulation", accumulation >= 1, accumulation);
    check("weight decay", weightDecay >= 0 && weightDecay < 1e6, weightDecay);
    check("label smoothing", labelSmoothing >= 0 && labelSmoothing < 1, labelSmoothing);
    check("clip norm", clipNorm >= 0, clipNorm);
    check("average decay", averageDecay >= 0 && averageDecay < 1, averageDecay);
    check(
        "warm-up before one-cycle, which has its own,",
        !(schedule instanceof Schedule.OneCycle) || !(warmup instanceof Warmup.Linear),
        warmup);
  }

  public Optimisation withOptimizer(Optimizer value) {
    return new Optimisation(
        value,
        learningRate,
        schedule,
        warmup,
        batchSize,
        accumulation,
        weightDecay,
        decayNorms,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  public Optimisation withLearningRate(double value) {
    return new Optimisation(
        optimizer,
        value,
        schedule,
        warmup,
        batchSize,
        accumulation,
        weightDecay,
        decayNorms,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  public Optimisation withSchedule(Schedule value) {
    return new Optimisation(
        optimizer,
        learningRate,
        value,
        warmup,
        batchSize,
        accumulation,
        weightDecay,
        decayNorms,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  public Optimisation withWarmup(Warmup value) {
    return new Optimisation(
        optimizer,
        learningRate,
        schedule,
        value,
        batchSize,
        accumulation,
        weightDecay,
        decayNorms,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  public Optimisation withBatchSize(int value) {
    return new Optimisation(
        optimizer,
        learningRate,
        schedule,
        warmup,
        value,
        accumulation,
        weightDecay,
        decayNorms,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  public Optimisation withAccumulation(int value) {
    return new Optimisation(
        optimizer,
        learningRate,
        schedule,
        warmup,
        batchSize,
        value,
        weightDecay,
        decayNorms,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  public Optimisation withWeightDecay(double value) {
    return new Optimisation(
        optimizer,
        learningRate,
        schedule,
        warmup,
        batchSize,
        accumulation,
        value,
        decayNorms,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  public Optimisation withDecayNorms(boolean value) {
    return new Optimisation(
        optimizer,
        learningRate,
        schedule,
        warmup,
        batchSize,
        accumulation,
        weightDecay,
        value,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  public Optimisation withLabelSmoothing(double value) {
    return new Optimisation(
        optimizer,
        learningRate,
        schedule,
        warmup,
        batchSize,
        accumulation,
        weightDecay,
        decayNorms,
        value,
        clipNorm,
        averageDecay);
  }

  public Optimisation withClipNorm(double value) {
    return new Optimisation(
        optimizer,
        learningRate,
        schedule,
        warmup,
        batchSize,
        accumulation,
        weightDecay,
        decayNorms,
        labelSmoothing,
        value,
        averageDecay);
  }

  public Optimisation withAverageDecay(double value) {
    return new Optimisation(
        optimizer,
        learningRate,
        schedule,
        warmup,
        batchSize,
        accumulation,
        weightDecay,
        decayNorms,
        labelSmoothing,
        clipNorm,
        value);
  }
}
