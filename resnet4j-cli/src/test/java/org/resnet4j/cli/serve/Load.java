package org.resnet4j.cli.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What many who ask at once were answered.
 *
 * @param answers each with its status and the time it took
 * @param seconds in which they were given
 */
record Load(List<Answered> answers, double seconds) {
  /** One answer. */
  record Answered(int status, long nanos) {
    double millis() {
      return nanos / 1e6;
    }
  }

  /** Somebody who asks, and is told a status. */
  interface Asking extends AutoCloseable {
    int ask() throws Exception;

    @Override
    void close() throws IOException;
  }

  /** Lets each ask again as soon as it is answered, each on a thread of its own. */
  static Load of(int number, Duration time, Callable<? extends Asking> asking) throws Exception {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      long began = System.nanoTime();
      long end = began + time.toNanos();
      var all = new ArrayList<Future<List<Answered>>>();
      for (int i = 0; i < number; i++) {
        all.add(threads.submit(() -> ask(asking, end)));
      }
      var answers = new ArrayList<Answered>();
      for (var one : all) {
        answers.addAll(one.get());
      }
      return new Load(answers, (System.nanoTime() - began) / 1e9);
    } catch (ExecutionException e) {
      throw new AssertionError("somebody who asked was not answered", e.getCause());
    }
  }

  private static List<Answered> ask(Callable<? extends Asking> asking, long end) throws Exception {
    var answers = new ArrayList<Answered>();
    try (var one = asking.call()) {
      while (System.nanoTime() < end) {
        long began = System.nanoTime();
        int status = one.ask();
        answers.add(new Answered(status, System.nanoTime() - began));
      }
    }
    return answers;
  }

  /** How many answers have this status. */
  long count(int status) {
    return answers.stream().filter(one -> one.status() == status).count();
  }

  /** How many pictures a second were answered. */
  double throughput() {
    return count(200) / seconds;
  }

  /** So many percent of the answers with this status took no more milliseconds. */
  double millis(int status, double percent) {
    var sorted =
        answers.stream().filter(a -> a.status() == status).mapToDouble(Answered::millis).toArray();
    Arrays.sort(sorted);
    int at = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, at)];
  }

  /** Several as one. */
  static Load together(List<Load> parts) {
    return new Load(
        parts.stream().flatMap(part -> part.answers().stream()).toList(),
        parts.stream().mapToDouble(Load::seconds).sum());
  }
}
