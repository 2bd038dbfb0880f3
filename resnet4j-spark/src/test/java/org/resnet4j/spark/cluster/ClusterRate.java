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
 * their JVMs to their end; of executors also each task's time. Arguments: a folder to work in, a
 * network's name, its weights, the number of pictures, {@code processes} or {@code executors}, and
 * for these flags of their JVMs. Pictures that are there, in {@code in/0} and {@code in/1} of the
 * folder, are taken as they are; otherwise small ones are made.
 */
final class ClusterRate {
  private static final Pattern RATE = Pattern.compile("([\\d.,]+) (?:images|pictures)/s");

  private final Path folder;
  private final List<String> network;
  private final int pictures;

  private ClusterRate(Path folder, List<String> network, int pictures) {
    this.folder = folder;
    this.network = network;
    this.pictures = pictures;
  }

  /** Measures. */
  public static void main(String[] args) throws Exception {
    var folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    var network = List.of("--model", args[1], "--weights", Path.of(args[2]).toString());
    var rate = new ClusterRate(folder, network, Integer.parseInt(args[3]));
    rate.make();
    var what = args[4];
    long began = System.nanoTime();
    double said =
        what.equals("processes")
            ? rate.processes()
            : rate.executors(List.of(args).subList(5, args.length));
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
      var words = new ArrayList<>(List.of("predict", folder.resolve("in/" + half).toString()));
      words.addAll(List.of("--threads", "1", "--format", "csv"));
      words.addAll(network);
      all.add(Program.resnet4j(folder, "predict" + half, words.toArray(String[]::new)));
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
    var out = folder.resolve("out" + System.currentTimeMillis());
    var words =
        new ArrayList<>(List.of("classify", folder.resolve("in").toString(), out.toString()));
    words.addAll(network);
    var events = Files.createDirectories(folder.resolve("events" + System.currentTimeMillis()));
    var options =
        List.of(
            "--conf",
            "spark.executor.extraJavaOptions=" + String.join(" ", all),
            "--conf",
            "spark.eventLog.enabled=true",
            "--conf",
            "spark.eventLog.compress=false",
            "--conf",
            "spark.eventLog.rolling.enabled=false",
            "--conf",
            "spark.eventLog.dir=" + events.toUri());
    double said;
    try (var cluster = Cluster.start(folder, 2)) {
      said = last(cluster.submit("rate", options, words.toArray(String[]::new)).done());
    }
    var tasks = TaskTimes.in(events);
    System.out.printf(Locale.ROOT, "%s%.1f pictures/s without first tasks%n", tasks, tasks.warm());
    return said;
  }

  private static double last(String said) {
    return RATE.matcher(said)
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1).replace(",", "")))
        .reduce((one, other) -> other)
        .orElseThrow(() -> new IllegalStateException("no rate is said: " + said));
  }
}
