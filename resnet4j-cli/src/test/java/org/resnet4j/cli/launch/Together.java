package org.resnet4j.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.resnet4j.cli.Started;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.format.Safetensors;

/**
 * A small training by several processes, started as people start it; all say into one file. With
 * {@code -Dresnet4j.engine=torch} processes are ready in half the time.
 */
record Together(Path folder) {
  private static final String ENGINE = System.getProperty("resnet4j.engine", "vector");

  /** The vector engine's kernels need the JVM's second compiler; without it others start sooner. */
  private static final List<String> FLAGS =
      ENGINE.equals("vector")
          ? List.of("--enable-native-access=ALL-UNNAMED")
          : List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1");

  private static final List<String> TRAINING =
      List.of(
          "train",
          "--engine=" + ENGINE,
          "--model=lenet5",
          "--data=mnist-sample",
          "--epochs=6",
          "--batch-size=20",
          "--lr=0.01", // the recipe's own makes chaos of last digits
          "--threads=1");

  /** Longer than any takes on a busy machine. */
  private static final int PATIENCE_MINUTES = 30;

  /** How several processes are started. */
  interface Launcher {
    /**
     * A launcher to be started.
     *
     * @param processes how many
     * @param restarts how often at most
     * @param words of the command line that each process runs
     */
    ProcessBuilder of(int processes, int restarts, List<String> words);
  }

  /** {@code ./resnet4j launch}, with more options. */
  Launcher launch(String... more) {
    return (processes, restarts, words) -> {
      var line = new ArrayList<>(List.of("launch", "--processes=" + processes));
      line.add("--max-restarts=" + restarts);
      line.addAll(List.of(more));
      line.addAll(words);
      return Started.builder(folder, FLAGS, line.toArray(String[]::new));
    };
  }

  /**
   * The {@code torchrun} that {@code RESNET4J_TORCHRUN} names, with more options, or on one
   * machine; without it the test is skipped.
   */
  Launcher torchrun(String... more) {
    var torchrun = System.getenv("RESNET4J_TORCHRUN");
    assumeTrue(torchrun != null, "RESNET4J_TORCHRUN names no torchrun");
    return (processes, restarts, words) -> {
      var program = Started.builder(folder, FLAGS, words.toArray(String[]::new));
      var line = new ArrayList<>(List.of(torchrun, "--no-python"));
      line.addAll(more.length == 0 ? List.of("--standalone") : List.of(more));
      line.add("--nproc-per-node=" + processes);
      line.add("--max-restarts=" + restarts);
      line.addAll(program.command());
      return program.command(line);
    };
  }

  /** The words of the training. */
  static List<String> training(Path run) {
    var words = new ArrayList<>(TRAINING);
    words.add("--output=" + run);
    return words;
  }

  /** The words that go on with it. */
  static List<String> resumed(Path run) {
    return List.of("train", "--engine=" + ENGINE, "--threads=1", "--resume=" + run);
  }

  Process start(ProcessBuilder builder) throws IOException {
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log.txt").toFile()))
        .start();
  }

  /** Starts it and waits for its end, which must be a good one. */
  void done(ProcessBuilder builder) throws IOException, InterruptedException {
    ended(start(builder), 0);
  }

  void ended(Process launcher, int code) throws InterruptedException {
    assertThat(launcher.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as(this::said).isTrue();
    assertThat(launcher.exitValue()).as(this::said).isEqualTo(code);
  }

  /** Waits, as long as the launcher lives. */
  void until(Process launcher, BooleanSupplier reached) throws InterruptedException {
    while (!reached.getAsBoolean()) {
      assertThat(launcher.isAlive()).as(this::said).isTrue();
      Thread.sleep(20);
    }
  }

  /** Ends it and all that it started, as a lost machine ends them. */
  static void kill(Process launcher) {
    var all = launcher.descendants().toList();
    launcher.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    launcher.onExit().join();
    all.forEach(process -> process.onExit().join());
  }

  /** The processes that train, by rank. */
  static Map<Integer, ProcessHandle> workers(Process launcher) {
    var all = new TreeMap<Integer, ProcessHandle>();
    launcher
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .forEach(process -> rank(process).ifPresent(rank -> all.put(rank, process)));
    return all;
  }

  private static Optional<Integer> rank(ProcessHandle process) {
    try {
      var variables = Files.readString(Path.of("/proc/%d/environ".formatted(process.pid())));
      return Arrays.stream(variables.split("\0"))
          .filter(variable -> variable.startsWith("RANK="))
          .map(variable -> Integer.valueOf(variable.substring("RANK=".length())))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // it has ended
    }
  }

  /** Steps of a run that its process 0 has noted. */
  static int steps(Path run) {
    try (var lines = Files.lines(run.resolve("log.jsonl"))) {
      return (int) lines.filter(line -> line.contains("\"event\":\"step\"")).count();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  static Map<String, NdArray> weights(Path run) throws IOException {
    return Safetensors.read(run.resolve("model.safetensors")).arrays();
  }

  /** All that was said. */
  String said() {
    try {
      return Files.readString(folder.resolve("log.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
