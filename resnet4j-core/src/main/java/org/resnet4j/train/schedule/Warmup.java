package org.resnet4j.train.schedule;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a training begins before its schedule takes over. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Warmup.None.class, name = "none"),
  @JsonSubTypes.Type(value = Warmup.Linear.class, name = "linear"),
  @JsonSubTypes.Type(value = Warmup.UntilError.class, name = "until-error")
})
public sealed interface Warmup {

  /** At once. */
  record None() implements Warmup {}

  /**
   * A straight line from {@code from} to 1 (Goyal et al. 2017); cosine then runs over what is left,
   * milestones still count from the first iteration.
   */
  record Linear(Length over, double from) implements Warmup {
    public Linear {
      fraction("from", from);
    }
  }

  /**
   * Times {@code factor} until the training error falls below {@code error}, once and for all: the
   * paper's 110-layer net on CIFAR-10 starts at 0.01 instead of 0.1 until 0.8 (section 4.2). The
   * error is {@link ScheduleState}'s, smoothed over about fifty batches.
   */
  record UntilError(double factor, double error) implements Warmup {
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
