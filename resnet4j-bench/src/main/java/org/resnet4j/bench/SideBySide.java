package org.resnet4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Our engine and its peers on the same work, in turns: {@code A B C A B C …}, so that a machine
 * that speeds up or slows down does so for all. Prints, and appends to a CSV, images a second (the
 * median of the rounds), the ratio of our first contender to each (the median of the ratios within
 * a round) and peak memory.
 *
 * <p>{@code SideBySide MODEL BATCH train|predict ROUNDS PYTHON CSV CONTENDER…}; a contender is one
 * of {@code vector torch eager compiled frozen onnx}, with {@code +ALLOCATOR.so} after it to
 * preload an allocator, or {@code :bf16} or {@code :int8} right after the name for another
 * precision. {@code vector@CLASSPATH} is another build of ours, {@code onnx@PYTHON} a peer in
 * another version, and the system property {@code contender.jvm} holds flags for our JVM.
 */
public final class SideBySide {
  /**
   * What the launcher sets for commands that compute: argument files, from the repository's root.
   */
  private static final String FLAGS =
      "@resnet4j-vector/src/main/resources/META-INF/resnet4j/fast.args";

  private SideBySide() {}

  public static void main(String[] args) throws IOException {
    var work = new Work(args[0], Integer.parseInt(args[1]), args[2], args[4]);
    int rounds = Integer.parseInt(args[3]);
    var labels = Arrays.asList(args).subList(6, args.length);
    labels.forEach(ContenderName::of);
    var contenders = new ArrayList<Contender>();
    try {
      for (var label : labels) {
        contenders.add(work.contender(label));
        System.err.println(label + ": " + contenders.getLast().version());
      }
      report(work, contenders, seconds(contenders, rounds), Path.of(args[5]));
    } finally {
      contenders.forEach(Contender::close);
    }
  }

  /** What is computed. */
  private record Work(String model, int batch, String mode, String python) {

    Contender contender(String label) throws IOException {
      var wanted = ContenderName.of(label);
      var environment = new LinkedHashMap<String, String>();
      wanted.allocator().ifPresent(library -> environment.put("LD_PRELOAD", library.toString()));
      var there = wanted.elsewhere().map(place -> new Work(model, batch, mode, place));
      var command =
          there
              .map(work -> work.elsewhere(wanted.name(), wanted.precision()))
              .orElseGet(() -> command(wanted.name(), wanted.precision()));
      return new Contender(label, command, environment);
    }

    /** A contender that lies where {@code python} says: a class path if it is ours. */
    private List<String> elsewhere(String name, String precision) {
      return name.equals("vector") ? java(name, precision, python) : command(name, precision);
    }

    private List<String> command(String name, String precision) {
      var size = Integer.toString(batch);
      var peers = "resnet4j-bench/peers/";
      return switch (name) {
        case "vector", "torch" -> java(name, precision, System.getProperty("java.class.path"));
        case "onnx" -> List.of(python, peers + "onnx_peer.py", model, size, precision);
        case "ncnn" -> List.of(python, peers + "ncnn_peer.py", model);
        default -> List.of(python, peers + "torch_peer.py", model, size, mode, precision, name);
      };
    }

    private List<String> java(String engine, String precision, String classPath) {
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      for (var module : List.of("vector", "torch")) {
        command.add(
            "@resnet4j-%s/src/main/resources/META-INF/resnet4j/needed.args".formatted(module));
      }
      command.addAll(List.of(System.getProperty("contender.jvm", FLAGS).split(" ")));
      command.addAll(List.of("-cp", classPath));
      command.add(EngineContender.class.getName());
      var warmup = mode.equals("train") ? (batch * 10 > 400 ? "20" : "5") : "30";
      var size = Integer.toString(batch);
      command.addAll(List.of(engine, model, size, mode, precision, "2", warmup));
      return command;
    }
  }

  private static double[][] seconds(List<Contender> contenders, int rounds) throws IOException {
    int[] steps = new int[contenders.size()];
    for (int c = 0; c < steps.length; c++) {
      steps[c] = (int) Math.clamp(1.5 / contenders.get(c).run(1), 1, 200);
    }
    var seconds = new double[contenders.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int c = 0; c < steps.length; c++) {
        seconds[c][round] = contenders.get(c).run(steps[c]) / steps[c];
      }
    }
    return seconds;
  }

  private static void report(Work work, List<Contender> contenders, double[][] seconds, Path csv)
      throws IOException {
    if (Files.notExists(csv)) {
      Files.writeString(
          csv, "date,processor,model,batch,mode,contender,version,imagesPerSecond,ratio,peakMiB\n");
    }
    for (int c = 0; c < contenders.size(); c++) {
      var ratios = new double[seconds[c].length];
      for (int round = 0; round < ratios.length; round++) {
        ratios[round] = seconds[c][round] / seconds[0][round];
      }
      double rate = work.batch / median(seconds[c]);
      long peak = contenders.get(c).quit();
      System.out.printf(
          Locale.ROOT,
          "%-8s batch %-4d %-8s %-20s %9.1f img/s  ours is %.2f times as fast  peak %d MiB%n",
          work.model,
          work.batch,
          work.mode,
          brief(contenders.get(c).label()),
          rate,
          median(ratios),
          peak);
      Files.writeString(
          csv,
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%d,%s,%s,%s,%.2f,%.3f,%d%n",
              LocalDate.now(),
              processor(),
              work.model,
              work.batch,
              work.mode,
              brief(contenders.get(c).label()),
              contenders.get(c).version().replace(',', ';'),
              rate,
              median(ratios),
              peak),
          java.nio.file.StandardOpenOption.APPEND);
    }
  }

  /** Without folders: {@code eager+/usr/lib/libtcmalloc_minimal.so.4} is eager+tcmalloc. */
  private static String brief(String label) {
    return label.replaceAll("([+@]).*/(?:lib)?([a-z0-9]+)[^/]*$", "$1$2");
  }

  private static String processor() throws IOException {
    var info = Files.readString(Path.of("/proc/cpuinfo"));
    var name =
        info.replaceFirst("(?s).*?model name\\s*:\\s*([^\\n]*)\\n.*", "$1").replace(',', ' ');
    var widest = info.contains("avx512f") ? "avx512" : info.contains("avx2") ? "avx2" : "other";
    return name + " (" + widest + ")";
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
