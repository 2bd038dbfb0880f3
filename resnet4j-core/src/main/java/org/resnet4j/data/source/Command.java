package org.resnet4j.data.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.resnet4j.data.DataException;

/** A program of this machine, run in a folder within a bound of time. */
final class Command {
  private static final int MINUTES = 10;

  private Command() {}

  static void run(Path folder, List<String> words) {
    String line = String.join(" ", words);
    Path log = folder.resolve("command.log");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(nothing()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new DataException("`%s` was not done after %d minutes".formatted(line, MINUTES));
      }
      if (process.exitValue() != 0) {
        throw new DataException("`%s` failed: %s".formatted(line, lastLine(Files.readString(log))));
      }
    } catch (IOException e) {
      throw new DataException("`%s` cannot be run: %s".formatted(line, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("`%s` was interrupted".formatted(line), e);
    }
  }

  private static File nothing() {
    return new File(windows() ? "NUL" : "/dev/null");
  }

  static boolean windows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }

  private static String lastLine(String log) {
    return log.lines()
        .filter(line -> !line.isBlank())
        .reduce((first, last) -> last)
        .orElse("no message");
  }
}
