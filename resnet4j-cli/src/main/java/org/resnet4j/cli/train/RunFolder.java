package org.resnet4j.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.resnet4j.cli.terminal.Json;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.RunFiles;

/** A run folder as the command line names and reads it. */
final class RunFolder {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private RunFolder() {}

  /** {@code runs/resnet20-mnist-20260101-120000}. */
  static Path fresh(String model, String data) {
    var folder = Path.of(data).getFileName();
    var name = "%s-%s-%s".formatted(model, folder, LocalDateTime.now().format(STAMP));
    return Path.of("runs", name);
  }

  /** The recipe of the run in this folder. */
  static Recipe recipe(Path folder) {
    var file = folder.resolve(RunFiles.RECIPE);
    if (!Files.exists(file)) {
      throw new TrainingException(
          "%s has no run to resume: there is no %s".formatted(folder, file));
    }
    return RecipeJson.read(file);
  }

  /** The outcome of the run, from its {@code result.json}, and where its files are. */
  static Map<String, Object> result(Path folder) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("run", folder.toString());
    try {
      fields.putAll(Json.read(Files.readString(folder.resolve(RunFiles.RESULT))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fields;
  }
}
