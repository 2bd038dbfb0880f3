package org.resnet4j.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.resnet4j.cli.launch.Processes;
import org.resnet4j.engine.collective.CollectiveException;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.Checkpoints;

/** What the processes of one training share beside its numbers: the recipe and the folder. */
final class SharedRun {
  private SharedRun() {}

  /** Process 0's recipe in all of them. */
  static Recipe recipe(Processes processes, Supplier<Recipe> own) {
    if (!processes.parallel().together()) {
      return own.get();
    }
    var json = processes.decided(() -> RecipeJson.write(own.get()));
    return RecipeJson.read(json);
  }

  /**
   * The folder that the processes worked in before the launcher started them again, if they had
   * come so far.
   */
  static Optional<Path> before(Processes processes) {
    return processes.left().filter(memo -> processes.lead()).map(SharedRun::read);
  }

  /** Keeps the folder on every machine: another may have process 0 when all start again. */
  static void remember(Processes processes, Path folder) {
    processes
        .memo()
        .filter(memo -> processes.firstHere())
        .ifPresent(
            memo -> {
              try {
                AtomicFile.write(memo, folder.toAbsolutePath().toString());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static Path read(Path memo) {
    try {
      return Path.of(Files.readString(memo).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A group's failure, with the way to go on where there is one. */
  static RuntimeException told(CollectiveException failure, Processes processes, Path folder) {
    var how =
        processes.lead() && !Checkpoints.in(folder).exists()
            ? "there was no checkpoint yet"
            : "the run goes on from its last checkpoint with: train --resume %s".formatted(folder);
    return new TrainingException("%s; %s".formatted(failure.getMessage(), how), failure);
  }
}
