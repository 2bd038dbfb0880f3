package org.resnet4j.train.schedule;

/** The start of a training, before its schedule takes over. */
public sealed interface Warmup {

  /** {@return the schedule from the first iteration on} */
  static Warmup none() {
    return new None();
  }

  /**
   * A straight line from 1 %, as torchvision's recipes begin.
   *
   * @param over how long it rises
   * @return the warm-up
   */
  static Warmup linear(Length over) {
    return new Linear(over, 0.01);
  }

  /**
   * Begins {@code times(0.1).untilErrorBelow(0.8)}.
   *
   * @param factor on the learning rate, from 0 to 1
   * @return a factor that is still to be told until when it applies
   */
  static Reduced times(double factor) {
    return new Reduced(factor);
  }

  /**
   * A factor on the learning rate that is still to be told until when it applies.
   *
   * @param factor on the learning rate, from 0 to 1
   */
  record Reduced(double factor) {
    /**
     * Until the training error, a fraction of 1, is less than this.
     *
     * @param error from 0 to 1
     * @return the warm-up
     */
    public UntilError untilErrorBelow(double error) {
      return new UntilError(factor, error);
    }
  }

  /** At once. */
  record None() implements Warmup {}

  /**
   * from + (1 − from)·t / over for the iterations t &lt; over (Goyal et al. 2017, section 2.2, from
   * a small rate instead of 1/k). A cosine then runs over what is left; milestones still count from
   * the first iteration.
   *
   * @param over how long it rises
   * @param from the first factor, from 0 to 1
   */
  record Linear(Length over, double from) implements Warmup {
    /**
     * Checks the factor.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public Linear {
      fraction("from", from);
    }
  }

  /**
   * Times {@code factor} until the training error is less than {@code error} for the first time:
   * the paper's 110-layer net on CIFAR-10 starts at 0.01 instead of 0.1 until 0.8 (section 4.2).
   * The error is that of {@link ScheduleState}, smoothed over about fifty batches.
   *
   * @param factor on the learning rate, from 0 to 1
   * @param error the top-1 error at which it ends, from 0 to 1
   */
  record UntilError(double factor, double error) implements Warmup {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is not from 0 to 1
     */
    public UntilError {
      fraction("factor", factor);
      fraction("error", error);
    }
  }

  private static void fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be between 0 and 1, got " + value);
    }
  }
}
