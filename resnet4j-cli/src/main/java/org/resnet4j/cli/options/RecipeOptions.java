package org.resnet4j.cli.options;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;
import picocli.CommandLine.Option;

/** Options that override single fields of a recipe. */
public final class RecipeOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Length of the training in epochs, however long it takes.")
  @Range(from = 1e-6, to = 1_000_000)
  @Nullable Double epochs;

  @Option(
      names = "--time",
      paramLabel = "40m",
      description = "Time limit, into which the schedule is fitted: 90s, 40m, 1h30m.")
  @Nullable Duration time;

  @Option(names = "--batch-size", paramLabel = "N", description = "Images per pass.")
  @Range(from = 1, to = 65536)
  @Nullable Integer batchSize;

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      description = "Passes per update of the weights.")
  @Range(from = 1, to = 65536)
  @Nullable Integer accumulate;

  @Option(names = "--opt", paramLabel = "sgd|nesterov|adam|adamw", description = "The optimiser.")
  @Nullable Opt opt;

  @Option(names = "--lr", paramLabel = "X", description = "Highest learning rate.")
  @Range(from = 0, to = 1000)
  @Nullable Double lr;

  @Option(names = "--momentum", paramLabel = "X", description = "SGD's momentum.")
  @Range(from = 0, to = 1)
  @Nullable Double momentum;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Weight decay: the coefficient of ½‖w‖².")
  @Range(from = 0, to = 1000)
  @Nullable Double weightDecay;

  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      description = "Label smoothing, between 0 and 1.")
  @Range(from = 0, to = 1)
  @Nullable Double labelSmoothing;

  @Option(
      names = "--lr-scheduler",
      paramLabel = "NAME",
      description = "constant, steps, plateau, cosine or one-cycle.")
  @Nullable String scheduler;

  @Option(names = "--warmup-epochs", paramLabel = "N", description = "Epochs of linear warm-up.")
  @Range(from = 0, to = 1_000_000)
  @Nullable Double warmupEpochs;

  @Option(names = "--clip-norm", paramLabel = "X", description = "Largest norm of the gradient.")
  @Range(from = 0, to = 1_000_000_000)
  @Nullable Double clipNorm;

  @Option(
      names = "--ema",
      paramLabel = "D",
      description =
          "Largest decay of a moving average of the weights; the better of the two is saved.")
  @Range(from = 0, to = 1)
  @Nullable Double averageDecay;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of weights, order, augmentation and dropout.")
  @Nullable Long seed;

  /** The optimisers' names. */
  public enum Opt {
    SGD,
    NESTEROV,
    ADAM,
    ADAMW
  }

  /** The recipe with the fields that the options override. */
  public Recipe apply(Recipe recipe) {
    return recipe.with(
        draft -> {
          optimisation(draft, recipe.optimisation().optimizer());
          learningRate(draft);
          if (epochs != null) {
            // a length that is named is trained in full, and gives the same weights on every run
            draft.length(Length.epochs(epochs)).noTimeLimit();
          }
          Optional.ofNullable(time).ifPresent(draft::timeLimit);
          Optional.ofNullable(seed).ifPresent(draft::seed);
        });
  }

  private void optimisation(Recipe.Draft draft, Optimizer ofRecipe) {
    var optimizer = opt == null ? ofRecipe : optimizer(opt);
    draft.optimizer(momentum == null ? optimizer : momentum(optimizer, momentum));
    Optional.ofNullable(batchSize).ifPresent(draft::batchSize);
    Optional.ofNullable(accumulate).ifPresent(draft::accumulation);
    Optional.ofNullable(weightDecay).ifPresent(draft::weightDecay);
    Optional.ofNullable(labelSmoothing).ifPresent(draft::labelSmoothing);
    if (clipNorm != null) {
      var unused = clipNorm == 0 ? draft.noClipping() : draft.clipNorm(clipNorm);
    }
    if (averageDecay != null) {
      var unused = averageDecay == 0 ? draft.noAverage() : draft.averageDecay(averageDecay);
    }
  }

  private void learningRate(Recipe.Draft draft) {
    Optional.ofNullable(lr).ifPresent(draft::learningRate);
    Optional.ofNullable(scheduler).map(RecipeOptions::schedule).ifPresent(draft::schedule);
    Optional.ofNullable(warmupEpochs)
        .map(n -> n == 0 ? Warmup.none() : Warmup.linear(Length.epochs(n)))
        .ifPresent(draft::warmup);
  }

  private static Optimizer optimizer(Opt name) {
    return switch (name) {
      case SGD -> Optimizer.momentum(0.9);
      case NESTEROV -> Optimizer.nesterov(0.9);
      case ADAM -> Optimizer.adam();
      case ADAMW -> Optimizer.adamW();
    };
  }

  private static Optimizer momentum(Optimizer optimizer, double value) {
    return switch (optimizer) {
      case Optimizer.Sgd(double old, boolean nesterov) ->
          new Optimizer.Sgd(value, nesterov && value > 0);
      default -> throw new IllegalArgumentException("only sgd and nesterov have a momentum");
    };
  }

  private static Schedule schedule(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "constant" -> Schedule.constant();
      case "steps" -> Schedule.times(0.1).at(Length.epochs(30), Length.epochs(60));
      case "plateau" -> Schedule.times(0.1).onPlateau(5);
      case "cosine" -> Schedule.cosine();
      case "one-cycle", "onecycle" -> Schedule.oneCycle();
      default ->
          throw new IllegalArgumentException(
              "'%s' is not a schedule; use constant, steps, plateau, cosine or one-cycle"
                  .formatted(name));
    };
  }
}
