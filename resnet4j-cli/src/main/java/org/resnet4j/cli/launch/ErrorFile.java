package org.resnet4j.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.cli.terminal.Json;
import org.resnet4j.internal.files.AtomicFile;

/**
 * Where {@code torchrun} looks for the reason of a failure: {@code TORCHELASTIC_ERROR_FILE}, in
 * {@code JOB/attempt_N/RANK/error.json}.
 */
final class ErrorFile {
  static final String VARIABLE = "TORCHELASTIC_ERROR_FILE";
  private static final String MEMO = "resnet4j-run";

  private final Optional<Path> file;
  private final boolean restarted;

  ErrorFile(Map<String, String> environment) {
    file = Optional.ofNullable(environment.get(VARIABLE)).filter(f -> !f.isBlank()).map(Path::of);
    boolean counted = !environment.getOrDefault("TORCHELASTIC_RESTART_COUNT", "0").equals("0");
    restarted = counted || "True".equalsIgnoreCase(environment.get("TORCHELASTIC_USE_AGENT_STORE"));
  }

  /** Writes the reason in torchrun's form; a launcher that cannot have it has the exit code. */
  void write(String sentence) {
    file.ifPresent(
        path -> {
          try {
            var now = Long.toString(Instant.now().getEpochSecond());
            // what torchrun prints is the call stack
            var extra = Map.of("py_callstack", sentence, "timestamp", now);
            var message = Map.of("message", sentence, "extraInfo", extra);
            Files.createDirectories(path.toAbsolutePath().getParent());
            AtomicFile.write(path, Json.write(Map.of("message", message)) + "\n");
          } catch (IOException e) {
            return;
          }
        });
  }

  /**
   * What earlier attempts of the job left beside their folders, if they did. torchrun does not
   * count the restarts for machines that came or went, but each of its jobs has a folder of its
   * own.
   */
  Optional<Path> left() {
    return memo().filter(memo -> restarted && Files.exists(memo));
  }

  /** A file of the whole job, beside the folders of its attempts. */
  Optional<Path> memo() {
    return file.map(path -> path.toAbsolutePath().getParent())
        .map(Path::getParent)
        .map(Path::getParent)
        .map(job -> job.resolve(MEMO));
  }
}
