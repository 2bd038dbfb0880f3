package org.resnet4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Our engine and its peers on the same work, in turns: {@code A B C A B C …}, so that a machine
 * that speeds up or slows down does so for all. Prints, and appends to a CSV, images a second (the
 * median of the rounds), the ratio of our first contender to each (the median of the ratios within
 * a round) and peak memory.
 *
 * <p>{@code SideBySide MODEL BATCH train|predict ROUNDS PYTHON CSV CONTENDER…}; a contender is one
 * of {@link ContenderName#PRECISIONS}, with {@code +ALLOCATOR.so} after it to preload an allocator,
 * or {@code :bf16} or {@code :int8} right after the name for another precision. {@code
 * vector@CLASSPATH} is another build of ours, {@code onnx@PYTHON} a peer in another version, and
 * the system property {@code contender.jvm} holds flags for our JVM.
 */
public final class SideBySide {
  private SideBySide() {}

  public static void main(String[] args) throws IOException {
    var work =
        new ContenderCommand(
            args[0],
            Integer.parseInt(args[1]),
            args[2],
            args[4],
            ContenderCommand.usualFiles(),
            false,
            InstructionSet.wanted());
    int rounds = Integer.parseInt(args[3]);
    var labels = Arrays.asList(args).subList(6, args.length);
    labels.forEach(ContenderName::of);
    var contenders = new ArrayList<Contender>();
    try {
      for (var label : labels) {
        contenders.add(work.start(label, List.of(), Map.of()));
        System.err.println(label + ": " + contenders.getLast().version());
      }
      report(work, contenders, seconds(contenders, rounds), Path.of(args[5]));
    } finally {
      contenders.forEach(Contender::close);
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

  private static void report(
      ContenderCommand work, List<Contender> contenders, double[][] seconds, Path csv)
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
      double rate = work.batch() / Machine.median(seconds[c]);
      long peak = contenders.get(c).quit();
      System.out.printf(
          Locale.ROOT,
          "%-8s batch %-4d %-8s %-20s %9.1f img/s  ours is %.2f times as fast  peak %d MiB%n",
          work.model(),
          work.batch(),
          work.mode(),
          ContenderName.brief(contenders.get(c).label()),
          rate,
          Machine.median(ratios),
          peak);
      Files.writeString(
          csv,
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%d,%s,%s,%s,%.2f,%.3f,%d%n",
              LocalDate.now(),
              Machine.processor(work.instructions()),
              work.model(),
              work.batch(),
              work.mode(),
              ContenderName.brief(contenders.get(c).label()),
              contenders.get(c).version().replace(',', ';'),
              rate,
              Machine.median(ratios),
              peak),
          java.nio.file.StandardOpenOption.APPEND);
    }
  }
}
