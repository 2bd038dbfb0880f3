package org.resnet4j.spark.network;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;
import org.resnet4j.classify.Classifier;
import org.resnet4j.engine.EngineOptions;

/**
 * A network that all executors of an application share: each JVM fetches the weights once and opens
 * them once.
 *
 * @param id of this network, no other's
 * @param weights as Spark broadcasts them
 * @param opening what the user says of them
 * @param batch how many pictures are computed together at most
 * @param threads how many compute; 0: as many as the executor has cores
 */
public record SharedNetwork(
    String id, Broadcast<SentWeights> weights, NetworkOpening opening, int batch, int threads)
    implements Serializable {
  /** How many threads compute in this JVM. */
  int threadsHere() {
    return threads > 0 ? threads : cores();
  }

  private static int cores() {
    return ExecutorCores.here(SparkEnv.get().conf());
  }

  /**
   * How many pictures a task has under way, so that all tasks of this JVM together keep the engine
   * busy while they decode.
   *
   * @param cpus of a task
   * @return at least 2
   */
  public int ahead(int cpus) {
    int tasks = Math.max(1, cores() / Math.max(1, cpus));
    return Math.max(2, Math.ceilDiv(2 * batch + cores(), tasks));
  }

  /** Opens it in this JVM. */
  Classifier open() {
    try {
      var folder = Files.createTempDirectory("resnet4j-spark-");
      try {
        var builder =
            Classifier.builder()
                .engine("vector")
                .engineOptions(EngineOptions.cpu().withThreads(threadsHere()))
                .batch(batch)
                .offline();
        return opening.apply(builder).open(weights.value().unpack(folder));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the weights cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : List.copyOf(files.sorted(Comparator.reverseOrder()).toList())) {
        Files.deleteIfExists(file);
      }
    }
  }
}
