package org.resnet4j.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Temporary names, and what stays of them when a process is killed. A name is short, whatever the
 * target's is, and holds its process.
 */
public final class Leftovers {
  private static final Pattern NAME = Pattern.compile("\\.resnet4j-(\\d{1,18})-\\d+\\.tmp");

  /** Another machine's processes are not known here; its files are, while they grow. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private Leftovers() {}

  /** A name beside the target that nobody else has. */
  static Path beside(Path target) {
    return target.resolveSibling(
        ".resnet4j-%s-%s.tmp"
            .formatted(
                Long.toString(ProcessHandle.current().pid()), Long.toString(System.nanoTime())));
  }

  /** Deletes what processes that have ended left here more than ten minutes ago. */
  static void sweep(Path folder) {
    sweep(folder, Instant.now().minus(FRESH));
  }

  /** Deletes what processes that have ended left in a folder that is the caller's alone. */
  public static void sweepOwn(Path folder) {
    sweep(folder, Instant.MAX);
  }

  private static void sweep(Path folder, Instant before) {
    try (var files = Files.newDirectoryStream(folder, ".resnet4j-*.tmp")) {
      for (var file : files) {
        if (left(file) && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | RuntimeException e) {
      // what cannot be swept is in nobody's way
    }
  }

  private static boolean left(Path file) {
    var match = NAME.matcher(String.valueOf(file.getFileName()));
    return match.matches()
        && ProcessHandle.of(Long.parseLong(match.group(1))).map(ProcessHandle::isAlive).isEmpty();
  }
}
