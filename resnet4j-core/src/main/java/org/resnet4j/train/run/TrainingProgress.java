package org.resnet4j.train.run;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.train.event.CurvePoint;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.ScheduleState;
import org.resnet4j.train.schedule.Warmup;

/**
 * The progress of a training, apart from its weights: with the recipe it says which batch comes
 * next, as order, augmentation and dropout are functions of the seed and these counts alone.
 *
 * @param epoch completed passes over the data
 * @param batch batches of the current epoch that have been used
 * @param iteration updates made
 * @param schedule the schedule's state
 * @param epochMeter sums over the current epoch
 * @param curveMeter sums since the last evaluation
 * @param wholeMeter sums over all of the training
 * @param bestAccuracy the highest accuracy of an evaluation so far
 * @param history an entry for every evaluation
 * @param seconds training time, evaluations included
 */
public record TrainingProgress(
    int epoch,
    int batch,
    long iteration,
    ScheduleState schedule,
    Meter epochMeter,
    Meter curveMeter,
    Meter wholeMeter,
    double bestAccuracy,
    List<CurvePoint> history,
    double seconds) {
  /** Copies the history. */
  public TrainingProgress {
    history = List.copyOf(history);
  }

  /** {@return the state before the first step} */
  public static TrainingProgress start() {
    var none = Meter.empty();
    return new TrainingProgress(0, 0, 0, ScheduleState.start(), none, none, none, 0, List.of(), 0);
  }

  /**
   * The progress after one update.
   *
   * @param batches how many of the epoch's batches it used
   * @param meter the sums over them
   * @param warmup the recipe's
   * @param time training time so far, in seconds
   * @return the new progress
   */
  public TrainingProgress afterStep(int batches, Meter meter, Warmup warmup, double time) {
    return new TrainingProgress(
        epoch,
        batch + batches,
        iteration + 1,
        schedule.afterStep(warmup, 1 - meter.metrics().top1()),
        epochMeter.plus(meter),
        curveMeter.plus(meter),
        wholeMeter.plus(meter),
        bestAccuracy,
        history,
        time);
  }

  /** {@return the progress at the beginning of the next epoch} */
  public TrainingProgress afterEpoch() {
    return new TrainingProgress(
        epoch + 1,
        0,
        iteration,
        schedule,
        Meter.empty(),
        curveMeter,
        wholeMeter,
        bestAccuracy,
        history,
        seconds);
  }

  /**
   * The progress after an evaluation.
   *
   * @param point the evaluation, with the training time so far
   * @param recipe the recipe's schedule
   * @return the new progress
   */
  public TrainingProgress afterEvaluation(CurvePoint point, Schedule recipe) {
    var longer = new ArrayList<>(history);
    longer.add(point);
    return new TrainingProgress(
        epoch,
        batch,
        iteration,
        schedule.afterEvaluation(recipe, 1 - point.top1()),
        epochMeter,
        Meter.empty(),
        wholeMeter,
        Math.max(bestAccuracy, point.top1()),
        longer,
        point.seconds());
  }
}
