package org.resnet4j.cli.packages;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnet4j.data.DataException;
import org.resnet4j.internal.files.FullDisk;
import org.resnet4j.internal.files.Reason;

/** A program of this machine, run in a folder within a bound of time. */
final class Subprocess {
  private static final int MINUTES = 10;
  private static final long ROOM = 1 << 20; // with less, whatever fails, fails for that

  private Subprocess() {}

  /** Runs it; the last line it says is the reason of a failure. */
  static void run(Path folder, List<String> words) {
    run(folder, words, Subprocess::lastLine);
  }

  /**
   * Runs it.
   *
   * @param reason from what the program said to why it failed
   * @throws DataException if it cannot be run, fails, or takes too long
   */
  static void run(Path folder, List<String> words, UnaryOperator<String> reason) {
    String line = words.stream().filter(w -> !w.startsWith("-")).collect(Collectors.joining(" "));
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
        String why =
            FullDisk.lacks(folder, ROOM)
                ? "No space left on device"
                : reason.apply(Files.readString(log));
        throw new DataException("%s failed: %s".formatted(line, why));
      }
    } catch (IOException e) {
      throw new DataException("`%s` cannot be run: %s".formatted(line, Reason.of(e)), e);
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

  /** Deletes a folder that a program worked in, if it is there. */
  static void deleteFolder(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new DataException("%s cannot be deleted: %s".formatted(folder, Reason.of(e)), e);
    }
  }
}
