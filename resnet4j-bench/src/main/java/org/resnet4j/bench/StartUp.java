package org.resnet4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * From the command to the first answer, in a process of its own each time: seconds on the clock and
 * on the processor, and resident memory at its peak and after a hundred answers. The contenders
 * take turns; the first turn of each, in which files are written and caches filled, does not count.
 *
 * <p>{@code StartUp MODEL BATCH ROUNDS PYTHON CSV CONTENDER…}, contenders as for {@link
 * SideBySide}. Every JVM has a class data archive, ours the launcher's flags of {@code predict}.
 */
public final class StartUp {
  private static final int ANSWERS = 100;
  private static final String SMALL =
      "@resnet4j-vector/src/main/resources/META-INF/resnet4j/small.args";

  private final ContenderCommand work;
  private final Path csv;
  private final Map<String, List<Cold>> seen = new LinkedHashMap<>();

  private StartUp(ContenderCommand work, Path csv) {
    this.work = work;
    this.csv = csv;
  }

  /** One start. */
  private record Cold(String version, double seconds, Contender.Used first, Contender.Used last) {}

  public static void main(String[] args) throws IOException {
    var files = ContenderCommand.usualFiles();
    int batch = Integer.parseInt(args[1]);
    var instructions = InstructionSet.wanted();
    var work = new ContenderCommand(args[0], batch, "predict", args[3], files, true, instructions);
    var labels = Arrays.asList(args).subList(5, args.length);
    labels.forEach(ContenderName::of);
    var startUp = new StartUp(work, Path.of(args[4]));
    for (int round = 0; round <= Integer.parseInt(args[2]); round++) {
      for (var label : labels) {
        var cold = startUp.start(label);
        if (round > 0) {
          startUp.seen.computeIfAbsent(label, none -> new ArrayList<>()).add(cold);
        }
      }
    }
    startUp.report();
  }

  private Cold start(String label) throws IOException {
    var archive =
        work.files().resolve("%s.jsa".formatted(label.replaceAll("[^a-z0-9]+", "-"))).toString();
    var flags =
        new ArrayList<>(
            List.of(
                "-Xlog:disable",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive));
    if (label.startsWith("vector")) {
      flags.add(SMALL);
    }
    new NetworkFiles(work.files(), work.model()).weights();
    long begin = System.nanoTime();
    try (var contender = work.start(label, flags, Map.of("COLD", "1"))) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      var first = contender.used();
      contender.run(ANSWERS - 1);
      var last = contender.used();
      contender.quit();
      contender.await();
      return new Cold(contender.version(), seconds, first, last);
    }
  }

  private void report() throws IOException {
    if (Files.notExists(csv)) {
      Files.writeString(
          csv,
          "date,processor,model,batch,contender,version,seconds,processorSeconds,peakMiB,nowMiB\n");
    }
    for (var entry : seen.entrySet()) {
      var cold = entry.getValue();
      var name = ContenderName.brief(entry.getKey());
      double seconds = median(cold, Cold::seconds);
      double processor = median(cold, one -> one.first().processorSeconds());
      double peak = median(cold, one -> one.last().peakMebibytes());
      double now = median(cold, one -> one.last().nowMebibytes());
      System.out.printf(
          Locale.ROOT,
          "%-20s first answer after %5.2f s, %5.2f s of processor; peak %4.0f MiB, now %4.0f MiB%n",
          name,
          seconds,
          processor,
          peak,
          now);
      var row =
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%d,%s,%s,%.3f,%.3f,%.0f,%.0f%n",
              LocalDate.now(),
              Machine.processor(work.instructions()),
              work.model(),
              work.batch(),
              name,
              cold.getFirst().version().replace(',', ';'),
              seconds,
              processor,
              peak,
              now);
      Files.writeString(csv, row, StandardOpenOption.APPEND);
    }
  }

  private static double median(List<Cold> cold, ToDoubleFunction<Cold> number) {
    return Machine.median(cold.stream().mapToDouble(number).toArray());
  }
}
