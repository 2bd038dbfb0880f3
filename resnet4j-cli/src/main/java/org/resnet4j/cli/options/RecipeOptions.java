package org.resnet4j.cli.options;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.train.recipe.Optimisation;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;
import picocli.CommandLine.Option;

/** Flags that change single fields of a recipe. */
public final class RecipeOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How long to train, whatever time it takes.")
  @Range(from = 1e-6, to = 1_000_000)
  @Nullable Double epochs;

  @Option(
      names = "--time",
      paramLabel = "40m",
      description = "Stop after this time; the schedule ends with it. 90s, 40m, 1h30m.")
  @Nullable Duration time;

  @Option(names = "--batch-size", paramLabel = "N", description = "Images a pass.")
  @Range(from = 1, to = 65536)
  @Nullable Integer batchSize;

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      description = "Passes an update of the weights.")
  @Range(from = 1, to = 65536)
  @Nullable Integer accumulate;

  @Option(names = "--opt", paramLabel = "sgd|nesterov|adam|adamw", description = "The optimiser.")
  @Nullable Opt opt;

  @Option(names = "--lr", paramLabel = "X", description = "The highest learning rate.")
  @Range(from = 0, to = 1000)
  @Nullable Double lr;

  @Option(names = "--momentum", paramLabel = "X", description = "SGD's momentum.")
  @Range(from = 0, to = 1)
  @Nullable Double momentum;

  @Option(names = "--weight-decay", paramLabel = "X", description = "Coefficient of ½‖w‖².")
  @Range(from = 0, to = 1000)
  @Nullable Double weightDecay;

  @Option(names = "--label-smoothing", paramLabel = "X", description = "Between 0 and 1.")
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

  @Option(names = "--clip-norm", paramLabel = "X", description = "The gradient's norm at most.")
  @Nullable Double clipNorm;

  @Option(
      names = "--ema",
      paramLabel = "D",
      description = "Decay of a moving average of the weights, which is then what is evaluated.")
  @Range(from = 0, to = 1)
  @Nullable Double averageDecay;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Weights, order, augmentation, dropout.")
  @Nullable Long seed;

  /** The optimisers' names. */
  public enum Opt {
    SGD,
    NESTEROV,
    ADAM,
    ADAMW
  }

  /** The recipe that suits these data where none is named. */
  public static String nameFor(String set) {
    return switch (set) {
      case "mnist", "fashion-mnist" -> "mnist";
      case DataOptions.SAMPLE -> DataOptions.SAMPLE;
      case "cifar10", "cifar100" -> "fast-cifar10";
      default -> "modern";
    };
  }

  /** The recipe with the fields that flags name. */
  public Recipe apply(Recipe recipe) {
    var changed = recipe.withOptimisation(optimisation(recipe.optimisation()));
    if (epochs != null) {
      // whoever names a length gets it whole, and the same weights on every run
      changed = changed.withLength(Length.epochs(epochs)).withTime(Duration.ZERO);
    }
    if (time != null) {
      changed = changed.withTime(time);
    }
    return seed == null ? changed : changed.withSeed(seed);
  }

  private Optimisation optimisation(Optimisation how) {
    var changed = how;
    if (scheduler != null) {
      changed = changed.withSchedule(schedule(scheduler));
    }
    if (warmupEpochs != null) {
      changed =
          changed.withWarmup(
              warmupEpochs == 0
                  ? new Warmup.None()
                  : new Warmup.Linear(Length.epochs(warmupEpochs), 0.01));
    }
    changed = opt == null ? changed : changed.withOptimizer(optimizer(opt));
    changed = momentum == null ? changed : changed.withOptimizer(momentum(changed.optimizer()));
    changed = lr == null ? changed : changed.withLearningRate(lr);
    changed = batchSize == null ? changed : changed.withBatchSize(batchSize);
    changed = accumulate == null ? changed : changed.withAccumulation(accumulate);
    changed = weightDecay == null ? changed : changed.withWeightDecay(weightDecay);
    changed = labelSmoothing == null ? changed : changed.withLabelSmoothing(labelSmoothing);
    changed = clipNorm == null ? changed : changed.withClipNorm(clipNorm);
    return averageDecay == null ? changed : changed.withAverageDecay(averageDecay);
  }

  private static Optimizer optimizer(Opt name) {
    return switch (name) {
      case SGD -> new Optimizer.Sgd(0.9, false);
      case NESTEROV -> new Optimizer.Sgd(0.9, true);
      case ADAM -> new Optimizer.Adam(0.9, 0.999, 1e-8);
      case ADAMW -> new Optimizer.AdamW(0.9, 0.999, 1e-8);
    };
  }

  private Optimizer momentum(Optimizer optimizer) {
    double value = momentum == null ? 0 : momentum;
    return switch (optimizer) {
      case Optimizer.Sgd(double old, boolean nesterov) ->
          new Optimizer.Sgd(value, nesterov && value > 0);
      default -> throw new IllegalArgumentException("only sgd and nesterov have a momentum");
    };
  }

  private static Schedule schedule(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "constant" -> new Schedule.Constant();
      case "steps" -> new Schedule.Steps(List.of(Length.epochs(30), Length.epochs(60)), 0.1);
      case "plateau" -> new Schedule.Plateau(0.1, 5, 0.001);
      case "cosine" -> new Schedule.Cosine(0);
      case "one-cycle", "onecycle" -> Schedule.OneCycle.standard();
      default ->
          throw new IllegalArgumentException(
              "'%s' is no schedule; there are constant, steps, plateau, cosine and one-cycle"
                  .formatted(name));
    };
  }
}
