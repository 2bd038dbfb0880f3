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
 * Pictures a second of two executors of one core each, or of two processes of {@code predict
 * --threads 1} that run at the same time, each with half of the pictures: first as they say it
 * themselves, from the opened network or from the job's begin on, then over all from the start of
 * their JVMs to their end. Arguments: a folder to work in, weights, the number of pictures, {@code
 * processes} or {@code executors}, and for these flags of their JVMs. Pictures that are there, in
 * {@code in/0} and {@code in/1} of the folder, are taken as they are; otherwise small ones are
 * made.
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
    var what = args[3];
    long began = System.nanoTime();
    double said =
        what.equals("processes")
            ? rate.processes()
            : rate.executors(List.of(args).subList(4, args.length));
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "two %s: %.1f pictures/s, %.1f from start to end%n",
        what,
        said,
        rate.pictures / seconds);
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

  private double executors(List<String> flags) throws Exception {
    var all = new ArrayList<>(List.of("--add-modules=jdk.incubator.vector"));
    all.addAll(flags);
    try (var cluster = Cluster.start(folder, 2)) {
      var job =
          cluster.submit(
              "rate",
              List.of("--conf", "spark.executor.extraJavaOptions=" + String.join(" ", all)),
              "classify",
              folder.resolve("in").toString(),
              folder.resolve("out" + System.currentTimeMillis()).toString(),
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
