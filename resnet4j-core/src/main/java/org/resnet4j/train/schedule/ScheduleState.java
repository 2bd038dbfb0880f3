package org.resnet4j.train.schedule;

/**
 * The state that schedules keep of the training so far; it is part of the checkpoint.
 *
 * @param trainingError top-1 error of the batches, a moving average over about fifty; initially 1
 * @param warm whether {@link Warmup.UntilError} is over
 * @param plateauFactor the current factor of {@link Schedule.Plateau}
 * @param bestError the lowest error of an evaluation
 * @param withoutProgress evaluations since then
 */
public record ScheduleState(
    double trainingError,
    boolean warm,
    double plateauFactor,
    double bestError,
    int withoutProgress) {
  private static final double SMOOTHING = 0.02;

  /** {@return the state before the first iteration} */
  public static ScheduleState start() {
    return new ScheduleState(1, false, 1, Double.MAX_VALUE, 0);
  }

  /**
   * The state after an update.
   *
   * @param warmup the recipe's
   * @param batchError the top-1 error of the update's batches, a fraction of 1
   * @return the new state
   */
  public ScheduleState afterStep(Warmup warmup, double batchError) {
    double error = trainingError + SMOOTHING * (batchError - trainingError);
    boolean over = warm || !(warmup instanceof Warmup.UntilError w) || error < w.error();
    return new ScheduleState(error, over, plateauFactor, bestError, withoutProgress);
  }

  /**
   * The state after an evaluation.
   *
   * @param schedule the recipe's
   * @param error the evaluation's top-1 error, a fraction of 1
   * @return the new state
   */
  public ScheduleState afterEvaluation(Schedule schedule, double error) {
    double threshold = schedule instanceof Schedule.Plateau p ? p.threshold() : 0;
    if (error < bestError - threshold) {
      return new ScheduleState(trainingError, warm, plateauFactor, error, 0);
    }
    if (schedule instanceof Schedule.Plateau p && withoutProgress + 1 >= p.patience()) {
      return new ScheduleState(trainingError, warm, plateauFactor * p.factor(), bestError, 0);
    }
    return new ScheduleState(trainingError, warm, plateauFactor, bestError, withoutProgress + 1);
  }
}
