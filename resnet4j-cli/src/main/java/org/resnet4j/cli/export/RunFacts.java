package org.resnet4j.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.terminal.Json;
import org.resnet4j.export.ExportException;

/** What a run's folder tells people of the network that it trained: recipe, data, results. */
final class RunFacts {
  private RunFacts() {}

  /**
   * Reads {@code result.json} beside the weights; nothing if there is none.
   *
   * @throws ExportException if it is not what a run writes
   */
  static Map<String, String> of(Path folder) throws IOException {
    var file = folder.resolve("result.json");
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      return facts(Json.read(Files.readString(file)));
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new ExportException("%s is damaged: it holds no result of a run".formatted(file));
    }
  }

  private static Map<String, String> facts(Map<String, Object> result) {
    var facts = new LinkedHashMap<String, String>();
    var recipe = inner(result, "recipe");
    put(facts, "network", inner(recipe, "model").get("name"));
    put(facts, "data set", inner(recipe, "data").get("set"));
    put(facts, "recipe", recipe.get("name"));
    put(facts, "what the recipe is", recipe.get("about"));
    put(facts, "seed", result.get("seed"));
    if (result.get("testAccuracy") instanceof Number accuracy
        && result.get("testImages") instanceof Number images) {
      facts.put(
          "accuracy on the test images",
          String.format(
              Locale.ROOT, "%.2f %% of %,d", 100 * accuracy.doubleValue(), images.longValue()));
    }
    if (result.get("testTop5") instanceof Number five) {
      facts.put("top-5 accuracy", String.format(Locale.ROOT, "%.2f %%", 100 * five.doubleValue()));
    }
    if (result.get("trainSeconds") instanceof Number seconds) {
      facts.put("training time", String.format(Locale.ROOT, "%,.0f s", seconds.doubleValue()));
    }
    put(facts, "trained with", result.get("engine"));
    put(facts, "version", result.get("version"));
    return facts;
  }

  private static Map<?, ?> inner(Map<?, ?> outer, String key) {
    return outer.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static void put(Map<String, String> facts, String name, @Nullable Object value) {
    if (value != null && !value.toString().isBlank()) {
      facts.put(name, value.toString());
    }
  }
}
