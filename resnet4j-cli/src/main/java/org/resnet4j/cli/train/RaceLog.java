package org.resnet4j.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.resnet4j.internal.files.Reason;

/**
 * What a race's page is told, line by line, from which it is shown again.
 *
 * @param file written as it comes; one that is there already is gone on with
 */
record RaceLog(Path file) implements Consumer<String> {
  @Override
  public synchronized void accept(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(file, Reason.of(e)), e);
    }
  }
}
