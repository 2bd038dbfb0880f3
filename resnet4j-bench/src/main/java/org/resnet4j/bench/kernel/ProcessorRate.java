package org.resnet4j.bench.kernel;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much threads do in a second of their processors' time: other work on the machine counts
 * little. The median of some rounds.
 */
final class ProcessorRate {
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 80_000_000;

  private ProcessorRate() {}

  /**
   * The threads' rates together.
   *
   * @param operations of one thread's work
   * @param work of a thread, again and again
   */
  static double of(int threads, double operations, IntConsumer work) {
    var rates = new double[ROUNDS];
    try (var team = Executors.newFixedThreadPool(threads)) {
      for (int round = 0; round < ROUNDS; round++) {
        long end = System.nanoTime() + ROUND_NANOS;
        var running =
            IntStream.range(0, threads)
                .mapToObj(thread -> team.submit(() -> rate(operations, end, thread, work)))
                .toList();
        rates[round] = running.stream().flatMapToDouble(ProcessorRate::wait).sum();
      }
    }
    Arrays.sort(rates);
    return rates[ROUNDS / 2];
  }

  private static double rate(double operations, long end, int thread, IntConsumer work) {
    var clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    int times = 0;
    do {
      work.accept(thread);
      times++;
    } while (System.nanoTime() < end);
    return times * operations * 1e9 / (clock.getCurrentThreadCpuTime() - start);
  }

  private static DoubleStream wait(Future<Double> running) {
    try {
      return DoubleStream.of(running.get());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
