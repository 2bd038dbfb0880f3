package org.resnet4j.report.training;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/** A recipe in words, row by row. */
public final class RecipeTable {
  private RecipeTable() {}

  /** From the name of each row to its value; what the recipe does not use has no row. */
  public static Map<String, String> rows(Recipe recipe) {
    var rows = new LinkedHashMap<String, String>();
    var how = recipe.optimisation();
    var data = recipe.data();
    rows.put("Recipe", recipe.name());
    rows.put("Model", model(recipe.model()));
    put(rows, "Initial weights", recipe.model().weights().orElse(""));
    put(rows, "Frozen", recipe.model().freeze().orElse(""));
    var heldOut =
        data.heldOut().stream()
            .mapToObj(images -> ", " + String.format(Locale.ROOT, "%d held out", images));
    rows.put("Data", data.set() + heldOut.findFirst().orElse(""));
    put(rows, "Augmentation", String.join(", ", data.augmentation()));
    put(rows, "Mixup α", number(data.mixup()));
    put(rows, "Cutmix α", number(data.cutmix()));
    rows.put("Optimiser", optimizer(how.optimizer()));
    rows.put("Learning rate", number(how.learningRate()));
    rows.put("Schedule", schedule(how.schedule()));
    put(rows, "Warm-up", warmup(how.warmup()));
    rows.put("Batch", how.batchSize() + (how.accumulation() > 1 ? " × " + how.accumulation() : ""));
    rows.put(
        "Weight decay", number(how.weightDecay()) + (how.decayNorms() ? "" : ", not on norms"));
    put(rows, "Label smoothing", positive(how.labelSmoothing()));
    put(rows, "Gradient clipping norm", number(how.clipNorm()));
    put(rows, "Weight averaging", number(how.averageDecay()));
    rows.put("Length", recipe.budget().length().toString());
    put(
        rows,
        "Time limit (s)",
        recipe.budget().timeLimit().map(time -> number(time.toNanos() / 1e9)).orElse(""));
    rows.put("Precision", recipe.precision().name().toLowerCase(Locale.ROOT));
    rows.put("Seed", Long.toString(recipe.seed()));
    return rows;
  }

  private static String model(Recipe.Model model) {
    var words = new StringJoiner(", ");
    words.add(model.name());
    model.options().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(option -> words.add(option.getKey() + " " + option.getValue()));
    return words.toString();
  }

  private static String optimizer(Optimizer optimizer) {
    return switch (optimizer) {
      case Optimizer.Sgd s ->
          "SGD, momentum " + number(s.momentum()) + (s.nesterov() ? ", Nesterov" : "");
      case Optimizer.Adam a -> "Adam, β " + number(a.beta1()) + ", " + number(a.beta2());
      case Optimizer.AdamW a -> "AdamW, β " + number(a.beta1()) + ", " + number(a.beta2());
    };
  }

  private static String schedule(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Constant c -> "constant";
      case Schedule.Steps s -> {
        var at = new StringJoiner(" and ");
        s.milestones().forEach(milestone -> at.add(milestone.toString()));
        yield "× %s at %s".formatted(number(s.factor()), at);
      }
      case Schedule.Plateau p ->
          String.format(
              Locale.ROOT,
              "× %s after %d evaluations without progress",
              number(p.factor()),
              p.patience());
      case Schedule.Cosine c -> "cosine";
      case Schedule.OneCycle o -> oneCycle(o.rise());
      case Schedule.ProportionalCycle o -> oneCycle(o.rise());
    };
  }

  private static String oneCycle(double rise) {
    return String.format(Locale.ROOT, "one cycle, %.0f %% of it rising", 100 * rise);
  }

  private static String warmup(Warmup warmup) {
    return switch (warmup) {
      case Warmup.None n -> "";
      case Warmup.Linear l -> "linear over %s, from × %s".formatted(l.over(), number(l.from()));
      case Warmup.UntilError u ->
          String.format(
              Locale.ROOT,
              "× %s until the training error is below %.0f %%",
              number(u.factor()),
              100 * u.error());
    };
  }

  private static void put(Map<String, String> rows, String key, String value) {
    if (!value.isEmpty()) {
      rows.put(key, value);
    }
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  private static String positive(double value) {
    return value > 0 ? number(value) : "";
  }

  /** 0.1 as 0.1, 5.0E-4 as 0.0005, 128.0 as 128. */
  private static String number(double value) {
    return new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
