package org.resnet4j.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.resnet4j.spark.LocalSpark;

/**
 * Pictures a second of two executors of one core each, beside those of two processes of {@code
 * predict --threads 1} that run at the same time, each with half of the pictures: both without the
 * start of their JVMs, both from the first picture on. Arguments: a folder to work in, weights, the
 * number of pictures, rounds.
 */
final class ClusterRate {
  private static final Pattern RATE = Pattern.compile("([\\d.,]+) (?:images|pictures)/s");

  private final Path folder;
  private final Path weights;
  private final int pictures;

  private ClusterRate(Path folder, Path weights, int pictures) {
    this.folder = folder;
    this.weights = weights;
    this.pictures = pictures;
  }

  /** Measures. */
  public static void main(String[] args) throws Exception {
    var folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    var rate = new ClusterRate(folder, Path.of(args[1]), Integer.parseInt(args[2]));
    rate.make();
    for (int round = 0; round < Integer.parseInt(args[3]); round++) {
      double alone = rate.processes();
      double spark = rate.executors(round);
      System.out.printf(
          Locale.ROOT,
          "two processes %.1f pictures/s, two executors %.1f: %.3f%n",
          alone,
          spark,
          spark / alone);
    }
  }

  private void make() throws IOException {
    for (int half = 0; half < 2; half++) {
      var inside = folder.resolve("in/" + half);
      if (!Files.exists(inside)) {
        LocalSpark.pictures(inside, half * pictures / 2, (half + 1) * pictures / 2);
      }
    }
  }

  private double processes() throws Exception {
    var all = new ArrayList<Program>();
    for (int half = 0; half < 2; half++) {
      all.add(
          Program.resnet4j(
              folder,
              "predict" + half,
              "predict",
              folder.resolve("in/" + half).toString(),
              "--threads",
              "1",
              "--format",
              "csv",
              "--weights",
              weights.toString()));
    }
    double sum = 0;
    for (var program : all) {
      program.done();
      sum += last(Files.readString(program.err()));
    }
    return sum;
  }

  private double executors(int round) throws Exception {
    try (var cluster = Cluster.start(folder, 2)) {
      var job =
          cluster.submit(
              "rate" + round,
              List.of(),
              "classify",
              folder.resolve("in").toString(),
              folder.resolve("out%d-%d".formatted(round, System.currentTimeMillis())).toString(),
              "--weights",
              weights.toString());
      return last(job.done());
    }
  }

  private static double last(String said) {
    return RATE.matcher(said)
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1).replace(",", "")))
        .reduce((one, other) -> other)
        .orElseThrow(() -> new IllegalStateException("no rate is said: " + said));
  }
}
