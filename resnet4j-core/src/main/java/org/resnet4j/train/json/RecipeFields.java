package org.resnet4j.train.json;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.train.recipe.Optimisation;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/**
 * Reads a recipe in the form that {@link RecipeForm} describes, field by field and at once, as a
 * network's first answer wants it. Whatever is not exactly in that form is left to the reader that
 * can tell what is wrong with it.
 */
final class RecipeFields {
  private static final double LONGEST_SECONDS = 1e9;

  private RecipeFields() {}

  /** The recipe; empty if it is none, or if this does not know a part of it. */
  static Optional<Recipe> read(String json) {
    try {
      return JsonTree.object(json).map(tree -> Fields.all(tree, RecipeFields::recipe));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Recipe recipe(Fields of) {
    return new Recipe(
        of.text("name"),
        of.text("about"),
        of.object("model", RecipeFields::model),
        of.object("data", RecipeFields::data),
        of.object("optimisation", RecipeFields::optimisation),
        of.object("budget", RecipeFields::budget),
        length(of, "evaluateEvery"),
        Precision.valueOf(of.text("precision")),
        of.longWhole("seed"));
  }

  private static Recipe.Model model(Fields of) {
    return new Recipe.Model(
        of.text("name"),
        of.textsByName("options"),
        of.textIfAny("weights"),
        of.textIfAny("freeze"),
        of.has("state") ? of.textIfAny("state") : Optional.empty(),
        of.has("ignored") ? of.texts("ignored") : List.of());
  }

  private static Recipe.Data data(Fields of) {
    return new Recipe.Data(
        of.text("set"),
        of.wholeIfAny("heldOut"),
        of.texts("augmentation"),
        of.texts("testing"),
        switch (of.text("normalisation")) {
          case "mean-std" -> Recipe.Normalisation.MEAN_STD;
          case "pixel-mean" -> Recipe.Normalisation.PIXEL_MEAN;
          default -> throw new IllegalArgumentException();
        },
        of.numberIfAny("mixup"),
        of.numberIfAny("cutmix"));
  }

  private static Optimisation optimisation(Fields of) {
    return new Optimisation(
        of.object("optimizer", RecipeFields::optimizer),
        of.number("learningRate"),
        of.object("schedule", RecipeFields::schedule),
        of.object("warmup", RecipeFields::warmup),
        of.whole("batchSize"),
        of.whole("accumulation"),
        of.number("weightDecay"),
        of.truth("decayNorms"),
        of.number("labelSmoothing"),
        of.numberIfAny("clipNorm"),
        of.numberIfAny("averageDecay"));
  }

  private static Optimizer optimizer(Fields of) {
    return switch (of.text("kind")) {
      case "sgd" -> new Optimizer.Sgd(of.number("momentum"), of.truth("nesterov"));
      case "adam" -> new Optimizer.Adam(of.number("beta1"), of.number("beta2"), of.number("eps"));
      case "adamw" -> new Optimizer.AdamW(of.number("beta1"), of.number("beta2"), of.number("eps"));
      default -> throw new IllegalArgumentException();
    };
  }

  private static Schedule schedule(Fields of) {
    return switch (of.text("kind")) {
      case "constant" -> new Schedule.Constant();
      case "steps" ->
          new Schedule.Steps(
              of.texts("milestones").stream().map(Length::parse).toList(), of.number("factor"));
      case "plateau" ->
          new Schedule.Plateau(of.number("factor"), of.whole("patience"), of.number("threshold"));
      case "cosine" -> new Schedule.Cosine(of.number("end"));
      case "one-cycle-lr" ->
          new Schedule.OneCycle(of.number("rise"), of.number("start"), of.number("end"));
      case "one-cycle" ->
          new Schedule.ProportionalCycle(of.number("rise"), of.number("start"), of.number("end"));
      default -> throw new IllegalArgumentException();
    };
  }

  private static Warmup warmup(Fields of) {
    return switch (of.text("kind")) {
      case "none" -> new Warmup.None();
      case "linear" -> new Warmup.Linear(length(of, "over"), of.number("from"));
      case "until-error" -> new Warmup.UntilError(of.number("factor"), of.number("error"));
      default -> throw new IllegalArgumentException();
    };
  }

  private static Recipe.Budget budget(Fields of) {
    var length = length(of, "length");
    var seconds = of.numberIfAny("seconds");
    if (seconds.isEmpty()) {
      return new Recipe.Budget(length, Optional.empty());
    }
    double time = seconds.getAsDouble();
    if (!(time > 0 && time <= LONGEST_SECONDS)) {
      throw new IllegalArgumentException();
    }
    return new Recipe.Budget(length, Optional.of(Duration.ofNanos(Math.round(time * 1e9))));
  }

  private static Length length(Fields of, String name) {
    return Length.parse(of.text(name));
  }
}
