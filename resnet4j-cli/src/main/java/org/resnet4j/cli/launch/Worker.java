package org.resnet4j.cli.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One started process. */
final class Worker {
  private static final String MAIN = "org.resnet4j.cli.Main";

  private final int rank;
  private final Process process;
  private final List<Thread> outputs = new ArrayList<>();

  private Worker(int rank, Process process) {
    this.rank = rank;
    this.process = process;
  }

  /**
   * Starts the command line once more, with the flags of this JVM.
   *
   * @param words of the command
   * @param environment what it is told of the others
   */
  static Worker start(int rank, List<String> words, Map<String, String> environment) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (var flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // descriptor 3 is this process's own; the others have no terminal, and one writes the archive
      boolean own = flag.startsWith("-Dresnet4j.std");
      boolean leads =
          flag.startsWith("-Dresnet4j.terminal=") || flag.equals("-XX:+AutoCreateSharedArchive");
      if (!own && !(leads && rank > 0)) {
        line.add(flag);
      }
    }
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    line.addAll(words);
    try {
      var builder = new ProcessBuilder(line);
      builder.environment().putAll(environment);
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      var worker = new Worker(rank, builder.start());
      worker.listen();
      return worker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    var label = rank == 0 ? "" : "[%d] ".formatted(rank);
    outputs.add(
        Thread.ofPlatform()
            .daemon()
            .start(() -> new LineSieve(System.out, label).pass(process.getInputStream())));
    outputs.add(
        Thread.ofPlatform()
            .daemon()
            .start(() -> new LineSieve(System.err, label).pass(process.getErrorStream())));
  }

  int rank() {
    return rank;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Of one that has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** Waits; whether it has ended. */
  boolean ended(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Asks it to end: it saves first. By its handle: {@link Process#destroy} closes its outputs too,
   * and its last words would be lost.
   */
  void ask() {
    process.toHandle().destroy();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Until its last words are passed on. */
  void drain() throws InterruptedException {
    for (var output : outputs) {
      output.join(TimeUnit.SECONDS.toMillis(2));
    }
  }
}
