package org.resnet4j.train.schedule;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * How the learning rate moves over a training: a factor on the recipe's learning rate for every
 * iteration, between 0 and 1. A pure function of where the training stands ({@link LearningRate}
 * puts a {@link Warmup} before it).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Schedule.Constant.class, name = "constant"),
  @JsonSubTypes.Type(value = Schedule.Steps.class, name = "steps"),
  @JsonSubTypes.Type(value = Schedule.Plateau.class, name = "plateau"),
  @JsonSubTypes.Type(value = Schedule.Cosine.class, name = "cosine"),
  @JsonSubTypes.Type(value = Schedule.OneCycle.class, name = "one-cycle")
})
public sealed interface Schedule {

  /** Always 1. */
  record Constant() implements Schedule {}

  /**
   * Times {@code factor} at each milestone, counted from the first iteration: the paper's CIFAR-10
   * training with 0.1 at 32k and 48k iterations.
   */
  record Steps(List<Length> milestones, double factor) implements Schedule {
    public Steps {
      milestones = List.copyOf(milestones);
      fraction("factor", factor);
    }
  }

  /**
   * Times {@code factor} whenever {@code patience} evaluations in a row brought no lower error: the
   * paper's "divided by 10 when the error plateaus". An evaluation counts as lower when it is so by
   * more than {@code threshold}, a fraction of 1.
   */
  record Plateau(double factor, int patience, double threshold) implements Schedule {
    public Plateau {
      fraction("factor", factor);
      fraction("threshold", threshold);
      if (patience < 1) {
        throw new IllegalArgumentException("patience must be at least 1, got " + patience);
      }
    }
  }

  /** From 1 to {@code end} along half a cosine (Loshchilov and Hutter 2017, without restarts). */
  record Cosine(double end) implements Schedule {
    public Cosine {
      fraction("end", end);
    }
  }

  /**
   * From {@code start} up to 1 at the fraction {@code rise} of the training, and down to {@code
   * end}, both along half a cosine (Smith and Topin 2018, as PyTorch's OneCycleLR).
   */
  record OneCycle(double rise, double start, double end) implements Schedule {
    public OneCycle {
      fraction("rise", rise);
      fraction("start", start);
      fraction("end", end);
    }

    /** PyTorch's values: up over 30 %, from 1/25, down to 1/250,000. */
    public static OneCycle standard() {
      return new OneCycle(0.3, 1 / 25.0, 1 / 250_000.0);
    }
  }

  /**
   * The factor at one iteration.
   *
   * @param iteration the update that is about to be made, counted from 0
   * @param total how many there will be; at {@code iteration == total} schedules reach their end
   * @param perEpoch updates in an epoch
   * @param plateau the factor that {@link ScheduleState} holds for {@link Plateau}
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
      case OneCycle(double rise, double start, double end) ->
          progress < rise
              ? alongCosine(start, 1, progress / rise)
              : alongCosine(1, end, rise == 1 ? 0 : (progress - rise) / (1 - rise));
    };
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
