package org.resnet4j.bench.turns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a contender on the JVM does: warms up, says {@code ready DESCRIPTION}, and on standard input
 * takes orders, each answered by a line: {@code run N} by the seconds that N steps took, {@code
 * used} by processor seconds and resident memory (peak and now, MiB), {@code quit} by the peak
 * alone. With the environment variable {@code COLD=1} it does one step instead of warming up. Needs
 * nothing but the JDK, so that peers are compiled with it too. Linux only.
 */
public final class Turns {
  private static final long WARM_NANOS = 5_000_000_000L;
  private static final double TICKS_A_SECOND = 100;

  private final Runnable step;
  private final PrintStream answers;

  private Turns(Runnable step, PrintStream answers) {
    this.step = step;
    this.answers = answers;
  }

  /**
   * Serves one contender until it is told to quit.
   *
   * @param warmup steps before it is ready, at least; if they take no five seconds, more
   */
  public static void take(String description, int warmup, Runnable step) {
    var turns = new Turns(step, System.out);
    if ("1".equals(System.getenv("COLD"))) {
      step.run();
    } else {
      turns.warm(warmup);
    }
    turns.answers.println("ready " + description);
    turns.answers.flush();
    try {
      turns.obey();
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }

  private void warm(int steps) {
    long begin = System.nanoTime();
    for (int i = 0; i < steps || System.nanoTime() - begin < WARM_NANOS; i++) {
      step.run();
    }
  }

  private void obey() throws IOException {
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var order = orders.readLine(); order != null; order = orders.readLine()) {
      if (order.startsWith("run ")) {
        answers.println(seconds(Integer.parseInt(order.substring(4).trim())));
      } else if (order.equals("used")) {
        answers.printf(
            Locale.ROOT, "used %.2f %d %d%n", processorSeconds(), kept("VmHWM"), kept("VmRSS"));
      } else {
        break;
      }
      answers.flush();
    }
    answers.println("peak " + kept("VmHWM"));
    answers.flush();
  }

  private double seconds(int steps) {
    long begin = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      step.run();
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Of all threads, in the program and in the kernel for it. */
  private static double processorSeconds() throws IOException {
    var stat = Files.readString(Path.of("/proc/self/stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  private static long kept(String what) throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(what + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("/proc/self/status has no " + what);
  }
}
