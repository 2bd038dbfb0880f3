package org.resnet4j.train.schedule;

import java.time.Duration;
import java.util.Optional;

/**
 * The learning rate of every iteration: base × warm-up × schedule, a pure function.
 *
 * @param base the recipe's learning rate, the highest that is reached
 * @param schedule how the learning rate moves
 * @param warmup how it begins
 * @param total how many updates the whole training makes
 * @param perEpoch how many of them an epoch makes
 */
public record LearningRate(
    double base, Schedule schedule, Warmup warmup, long total, long perEpoch) {

  /**
   * The learning rate of one update.
   *
   * @param iteration the schedule's position, counted from 0, see {@link #place}
   * @param state what the schedule keeps of the training so far
   * @return from 0 to {@code base}
   */
  public double at(long iteration, ScheduleState state) {
    return base * factor(iteration, state);
  }

  /**
   * The schedule's position, in iterations: that of the training, unless time is short. From half
   * of the time limit on, the position moves towards the end at least as fast as time does. A
   * training that is fast enough therefore does not depend on the clock, and one that is not still
   * reaches its low learning rates.
   *
   * @param iteration updates made so far
   * @param seconds training time so far
   * @param limit the most that it may take
   * @return at least {@code iteration}
   */
  public long place(long iteration, double seconds, Optional<Duration> limit) {
    double late =
        limit.map(most -> Math.clamp(2 * seconds / (most.toNanos() / 1e9) - 1, 0, 1)).orElse(0.0);
    return Math.max(iteration, Math.round(late * total));
  }

  private double factor(long iteration, ScheduleState state) {
    return switch (warmup) {
      case Warmup.None none -> scheduled(iteration, 0, state);
      case Warmup.UntilError(double factor, double error) ->
          scheduled(iteration, 0, state) * (state.warm() ? 1 : factor);
      case Warmup.Linear(Length over, double from) -> {
        long length = over.inIterations(perEpoch);
        yield iteration < length
            ? from + (1 - from) * iteration / length
            : scheduled(iteration, length, state);
      }
    };
  }

  /** Curves begin after the warm-up; milestones are counted from the first iteration. */
  private double scheduled(long iteration, long warm, ScheduleState state) {
    boolean curve = schedule instanceof Schedule.Cosine || schedule.beginsLow();
    long skipped = curve ? warm : 0;
    return schedule.factor(iteration - skipped, total - skipped, perEpoch, state.plateauFactor());
  }
}
