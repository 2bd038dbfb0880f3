package org.resnet4j.cli.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A temporary folder of one launch, laid out as torchrun's: each process of an attempt may leave
 * there why it failed.
 *
 * @param job of all attempts
 * @param attempt from 0
 */
record JobFolder(Path job, int attempt) {
  static JobFolder create() {
    try {
      return new JobFolder(Files.createTempDirectory("resnet4j-launch-"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JobFolder of(int other) {
    return new JobFolder(job, other);
  }

  Path errorFile(int rank) {
    return job.resolve("attempt_" + attempt).resolve(Integer.toString(rank)).resolve("error.json");
  }

  void delete() {
    try (var files = Files.walk(job)) {
      for (var file : List.copyOf(files.sorted(Comparator.reverseOrder()).toList())) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return; // the system clears its temporary folder
    }
  }
}
