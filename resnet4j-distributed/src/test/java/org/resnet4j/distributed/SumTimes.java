package org.resnet4j.distributed;

import java.util.Arrays;
import java.util.Locale;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.Collectives;
import org.resnet4j.engine.collective.LaunchEnvironment;

/**
 * A program that measures how long sums over all processes take, from 4 bytes to 32 MiB, and
 * nothing else runs. Started by {@code machines}, torchrun or another launcher with REPETITIONS
 * LINK; the first process prints what {@code measured.csv} of the laboratory's model holds.
 */
final class SumTimes {
  private static final int[] FLOATS = {1, 1 << 12, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 23};

  private SumTimes() {}

  public static void main(String[] words) {
    int most = Integer.parseInt(words[0]);
    try (var group = Collectives.join(LaunchEnvironment.of(System.getenv()).orElseThrow())) {
      for (int floats : FLOATS) {
        int repetitions = floats > 1 << 18 ? Math.max(3, most / 10) : most;
        double seconds = median(group, floats, repetitions);
        if (group.rank() == 0) {
          System.out.printf(
              Locale.ROOT, "sum,,%d,%d,%s,%.7f%n", group.size(), 4 * floats, words[1], seconds);
        }
      }
    }
    System.exit(0);
  }

  private static double median(Collective group, int floats, int repetitions) {
    var values = new float[floats];
    var times = new double[repetitions];
    for (int i = -repetitions / 3; i < repetitions; i++) {
      group.barrier();
      long start = System.nanoTime();
      group.sum(values);
      if (i >= 0) {
        times[i] = (System.nanoTime() - start) / 1e9;
      }
    }
    Arrays.sort(times);
    return times[repetitions / 2];
  }
}
