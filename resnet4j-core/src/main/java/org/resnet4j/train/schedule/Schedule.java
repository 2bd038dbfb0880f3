package org.resnet4j.train.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * How the learning rate moves over a training: a factor between 0 and 1 on the recipe's learning
 * rate, for every iteration. A pure function of the training's position ({@link LearningRate} puts
 * a {@link Warmup} before it).
 *
 * <p>In the formulas t is the iteration that is about to be made, counted from 0, T how many the
 * whole training makes, p = t / T.
 */
public sealed interface Schedule {

  /** {@return the whole training at one rate} */
  static Schedule constant() {
    return new Constant();
  }

  /** {@return down to 0 along half a cosine} */
  static Schedule cosine() {
    return new Cosine(0);
  }

  /** {@return PyTorch's OneCycleLR: up over 30 % of the training, from 1/25, down to 1/250,000} */
  static OneCycle oneCycle() {
    return new OneCycle(0.3, 1 / 25.0, 1 / 250_000.0);
  }

  /**
   * Begins {@code times(0.1).at(iterations(32_000), iterations(48_000))}.
   *
   * @param factor on the learning rate, from 0 to 1
   * @return a factor that is still to be told when it applies
   */
  static Decay times(double factor) {
    return new Decay(factor);
  }

  /**
   * A factor on the learning rate that is still to be told when it applies.
   *
   * @param factor on the learning rate, from 0 to 1
   */
  record Decay(double factor) {
    /**
     * At each of these places, counted from the first iteration.
     *
     * @param milestones the places, in epochs or iterations
     * @return the schedule
     */
    public Steps at(Length... milestones) {
      return new Steps(List.of(milestones), factor);
    }

    /**
     * Again and again: {@code every(epochs(8)).until(epochs(250))}.
     *
     * @param interval between two multiplications, more than 0
     * @return an interval that is still to be told its end
     */
    public Repeated every(Length interval) {
      return new Repeated(factor, interval);
    }

    /**
     * Whenever so many evaluations in a row brought no progress: an error that is lower by more
     * than 0.1 percentage points.
     *
     * @param evaluations how many, at least 1
     * @return the schedule
     */
    public Plateau onPlateau(int evaluations) {
      return new Plateau(factor, evaluations, 0.001);
    }
  }

  /**
   * A factor that applies at every multiple of an interval, up to an end yet to be told.
   *
   * @param factor on the learning rate, from 0 to 1
   * @param interval between two multiplications, more than 0
   */
  record Repeated(double factor, Length interval) {
    /**
     * At the multiples that are less than {@code end}, which is counted in the same unit.
     *
     * @param end where it stops, in the interval's unit
     * @return the schedule
     * @throws IllegalArgumentException if the units differ or the interval is 0
     */
    public Steps until(Length end) {
      if (end.unit() != interval.unit() || interval.amount() == 0) {
        throw new IllegalArgumentException("cannot count %s in %s".formatted(end, interval));
      }
      var milestones = new ArrayList<Length>();
      for (double at = interval.amount(); at < end.amount(); at += interval.amount()) {
        milestones.add(new Length(at, end.unit()));
      }
      return new Steps(milestones, factor);
    }
  }

  /** Always 1. */
  record Constant() implements Schedule {}

  /**
   * factorᵏ, where k counts the milestones m ≤ t: the paper's CIFAR-10 training (section 4.2) with
   * 0.1 at 32k and 48k iterations. PyTorch's MultiStepLR.
   *
   * @param milestones m, counted from the first iteration
   * @param factor from 0 to 1
   */
  record Steps(List<Length> milestones, double factor) implements Schedule {
    /**
     * Checks the factor and copies the milestones.
     *
     * @throws IllegalArgumentException if the factor is not from 0 to 1
     */
    public Steps {
      milestones = List.copyOf(milestones);
      fraction("factor", factor);
    }
  }

  /**
   * Multiplied by {@code factor} whenever {@code patience} consecutive evaluations brought no lower
   * error: the paper's "divided by 10 when the error plateaus" (section 3.4). An error counts as
   * lower when it is so by more than {@code threshold}, a fraction of 1. The count starts anew
   * after each fall.
   *
   * <p>Departs from PyTorch's ReduceLROnPlateau, whose threshold is by default relative, and which
   * falls at the evaluation after {@code patience} bad ones.
   *
   * @param factor from 0 to 1
   * @param patience evaluations without progress, at least 1
   * @param threshold the least progress, a fraction of 1
   */
  record Plateau(double factor, int patience, double threshold) implements Schedule {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Plateau {
      fraction("factor", factor);
      fraction("threshold", threshold);
      if (patience < 1) {
        throw new IllegalArgumentException("patience must be at least 1, got " + patience);
      }
    }
  }

  /**
   * end + (1 − end)·(1 + cos πp) / 2: from 1 to {@code end} along half a cosine (Loshchilov and
   * Hutter 2017, equation 5, without restarts). PyTorch's CosineAnnealingLR.
   *
   * @param end the last factor, from 0 to 1
   */
  record Cosine(double end) implements Schedule {
    /**
     * Checks the factor.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public Cosine {
      fraction("end", end);
    }
  }

  /**
   * From {@code start} up to 1, then down to {@code end}, each along half a cosine (Smith and Topin
   * 2018). The factors of PyTorch's OneCycleLR: the peak is at t = rise·T − 1, the end at t = T −
   * 1, the last update. PyTorch's also moves SGD's momentum, unless told not to; here it stays.
   *
   * @param rise the fraction of the training at which the peak is reached, from 0 to 1
   * @param start the first factor, from 0 to 1
   * @param end the last factor, from 0 to 1
   */
  record OneCycle(double rise, double start, double end) implements Schedule {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is not from 0 to 1
     */
    public OneCycle {
      fraction("rise", rise);
      fraction("start", start);
      fraction("end", end);
    }

    /**
     * The same cycle with its peak at another fraction of the training.
     *
     * @param fraction of the training, from 0 to 1
     * @return the changed cycle
     */
    public OneCycle rise(double fraction) {
      return new OneCycle(fraction, start, end);
    }

    /**
     * The same cycle from another factor on.
     *
     * @param factor from 0 to 1
     * @return the changed cycle
     */
    public OneCycle start(double factor) {
      return new OneCycle(rise, factor, end);
    }

    /**
     * The same cycle down to another factor.
     *
     * @param factor from 0 to 1
     * @return the changed cycle
     */
    public OneCycle end(double factor) {
      return new OneCycle(rise, start, factor);
    }

    private double at(long iteration, long total) {
      double peak = rise * total - 1;
      double last = total - 1;
      return iteration < peak
          ? alongCosine(start, 1, iteration / peak)
          : alongCosine(1, end, last <= peak ? 0 : Math.min(1, (iteration - peak) / (last - peak)));
    }
  }

  /**
   * One cycle as a function of p alone, which is one update behind {@link OneCycle}: peak at t =
   * rise·T, end at t = T. The published runs were trained by it.
   *
   * @param rise the fraction of the training at which the peak is reached, from 0 to 1
   * @param start the first factor, from 0 to 1
   * @param end the last factor, from 0 to 1
   */
  record ProportionalCycle(double rise, double start, double end) implements Schedule {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is not from 0 to 1
     */
    public ProportionalCycle {
      fraction("rise", rise);
      fraction("start", start);
      fraction("end", end);
    }

    private double at(double progress) {
      return progress < rise
          ? alongCosine(start, 1, progress / rise)
          : alongCosine(1, end, rise == 1 ? 0 : (progress - rise) / (1 - rise));
    }
  }

  /**
   * The factor at one iteration.
   *
   * @param iteration the update that is about to be made, counted from 0
   * @param total how many there will be; at {@code iteration == total} schedules have reached their
   *     end
   * @param perEpoch updates in an epoch
   * @param plateau the factor that a training's {@link ScheduleState} holds for {@link Plateau}
   * @return from 0 to 1
   */
  default double factor(long iteration, long total, long perEpoch, double plateau) {
    double progress = total <= 0 ? 1 : Math.clamp(iteration / (double) total, 0, 1);
    return switch (this) {
      case Constant c -> 1;
      case Steps(var milestones, double factor) ->
          Math.pow(
              factor,
              milestones.stream().filter(m -> iteration >= m.inIterations(perEpoch)).count());
      case Plateau p -> plateau;
      case Cosine(double end) -> alongCosine(1, end, progress);
      case OneCycle cycle -> cycle.at(iteration, total);
      case ProportionalCycle cycle -> cycle.at(progress);
    };
  }

  /** {@return whether this rises by itself, as one cycle does, and takes no warm-up} */
  default boolean beginsLow() {
    return this instanceof OneCycle || this instanceof ProportionalCycle;
  }

  private static double alongCosine(double from, double to, double progress) {
    return to + (from - to) * (1 + Math.cos(Math.PI * progress)) / 2;
  }

  private static void fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be between 0 and 1, got " + value);
    }
  }
}
