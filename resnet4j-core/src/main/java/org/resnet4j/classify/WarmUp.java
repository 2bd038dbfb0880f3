package org.resnet4j.classify;

import java.time.Duration;
import java.util.function.IntConsumer;

/** Runs batches of each size until they get no faster: Java compiles what runs often. */
final class WarmUp {
  private static final long ROUND_NANOS = Duration.ofMillis(300).toNanos();
  private static final int LEAST_CALLS = 3;
  private static final int STEADY_ROUNDS = 2;
  private static final double BETTER = 0.95;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private WarmUp() {}

  /** Runs sizes 1, 2, 4 … most. */
  static void run(int most, IntConsumer batch) {
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int size = 1; size <= most; size *= 2) {
      untilSteady(size, batch, end);
    }
  }

  private static void untilSteady(int size, IntConsumer batch, long end) {
    long best = Long.MAX_VALUE;
    int steady = 0;
    while (steady < STEADY_ROUNDS) {
      long fastest = round(size, batch);
      steady = fastest < BETTER * best ? 0 : steady + 1;
      best = Math.min(best, fastest);
      if (System.nanoTime() > end) {
        return;
      }
    }
  }

  /** The fastest run of a round. */
  private static long round(int size, IntConsumer batch) {
    long began = System.nanoTime();
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < LEAST_CALLS || System.nanoTime() - began < ROUND_NANOS; i++) {
      long before = System.nanoTime();
      batch.accept(size);
      fastest = Math.min(fastest, System.nanoTime() - before);
    }
    return fastest;
  }
}
