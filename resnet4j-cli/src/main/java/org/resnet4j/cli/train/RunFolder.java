package org.resnet4j.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.resnet4j.cli.terminal.Json;
import org.resnet4j.internal.files.Reason;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.run.Computation;
import org.resnet4j.train.run.RunFiles;

/** A run folder as the command line names and reads it. */
final class RunFolder {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private static final int LONGEST_NAME = 120;

  private RunFolder() {}

  /**
   * Makes {@code runs/resnet20-mnist-20260101-120000} for one process: whoever begins in the same
   * second gets the next name, {@code …-2}.
   */
  static Path fresh(String model, String data) {
    return fresh(Path.of("runs"), model, data, LocalDateTime.now().format(STAMP));
  }

  static Path fresh(Path runs, String model, String data, String stamp) {
    var folder = Path.of(data).toAbsolutePath().normalize().getFileName();
    var of = "%s-%s".formatted(model, folder == null ? "root" : folder);
    var name = of.substring(0, Math.min(of.length(), LONGEST_NAME)) + "-" + stamp;
    try {
      Files.createDirectories(runs);
      for (int i = 1; ; i++) {
        try {
          return Files.createDirectory(runs.resolve(i == 1 ? name : name + "-" + i));
        } catch (FileAlreadyExistsException e) {
          // another training's: the next name
        }
      }
    } catch (IOException e) {
      throw new TrainingException(
          "cannot make a folder for the run in %s: %s; name another with --output"
              .formatted(runs.toAbsolutePath(), Reason.of(e)),
          e);
    }
  }

  /**
   * The recipe of the run in this folder: its file's, or where that will not do its checkpoint's.
   */
  static Recipe recipe(Path folder, Consumer<String> notes) {
    var file = folder.resolve(RunFiles.RECIPE);
    try {
      return RecipeJson.read(file);
    } catch (TrainingException e) {
      var checkpoint = Checkpoints.in(folder).latest(event -> {});
      if (checkpoint.isEmpty()) {
        throw Files.exists(file)
            ? e
            : new TrainingException(
                "%s has no run to resume: there is no %s".formatted(folder, file), e);
      }
      notes.accept("note: %s; the recipe is the checkpoint's".formatted(e.getMessage()));
      return checkpoint.get().recipe();
    }
  }

  /** The engine that computed the run so far, if that is known. */
  static Optional<String> engine(Path folder) {
    return Checkpoints.in(folder).computation().map(Computation::engine);
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
