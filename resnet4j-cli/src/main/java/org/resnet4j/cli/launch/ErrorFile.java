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

  ErrorFile(Map<String, String> environment) {
    file = Optional.ofNullable(environment.get(VARIABLE)).filter(f -> !f.isBlank()).map(Path::of);
  }

  /** Writes the reason in torchrun's form; a launcher that cannot have it has the exit code. */
  void write(String sentence) {
    file.ifPresent(
        path -> {
          try {
            var now = Long.toString(Instant.now().getEpochSecond());
            var extra = Map.of("py_callstack", "", "timestamp", now);
            var message = Map.of("message", sentence, "extraInfo", extra);
            Files.createDirectories(path.toAbsolutePath().getParent());
            AtomicFile.write(path, Json.write(Map.of("message", message)) + "\n");
          } catch (IOException e) {
            return;
          }
        });
  }

  /** A file of the whole job, beside the folders of its attempts. */
  Optional<Path> memo() {
    return file.map(path -> path.toAbsolutePath().getParent())
        .map(Path::getParent)
        .map(Path::getParent)
        .map(job -> job.resolve(MEMO));
  }
}
