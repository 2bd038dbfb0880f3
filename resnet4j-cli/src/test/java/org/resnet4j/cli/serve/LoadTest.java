package org.resnet4j.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.cli.Started;
import org.resnet4j.golden.Golden;

/**
 * A server in a process of its own under load from this one, on loopback, for {@code
 * -Dload.seconds} (60): it prints what it measures. The classifier that it is compared with has a
 * process of its own too, with the same flags, and is handed the same file of a picture.
 */
@Tag("slow")
@Timeout(900)
final class LoadTest {
  private static final int CONNECTIONS = 64;
  private static final int ROUNDS = 6;
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("load.seconds", 60));

  /** Until the JVM's compiler has little left to do. */
  private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("load.warm", 48));

  /** Without a server there is one thread per connection; it is asked for half as long. */
  private static final int SHORTER = 2;

  @TempDir Path folder;

  @BeforeEach
  void onLinux() {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
  }

  /** Answers, and the seconds of processor time that they took: the server's, the clients'. */
  private record Cost(Load load, double own, double clients) {
    static Cost together(List<Cost> parts) {
      return new Cost(
          Load.together(parts.stream().map(Cost::load).toList()),
          parts.stream().mapToDouble(Cost::own).sum(),
          parts.stream().mapToDouble(Cost::clients).sum());
    }

    /** Pictures in a second of the processor's time. */
    double perSecond() {
      return load.count(200) / own;
    }
  }

  private static double processor(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private static Cost asked(
      Serving serving, Workload work, int number, Duration time, Duration pace) throws IOException {
    var server = serving.process().toHandle();
    var requests =
        Workload.files(work.pictures()).stream()
            .map(picture -> Connection.request("/predict", picture))
            .toList();
    double own = -processor(server);
    double clients = -processor(ProcessHandle.current());
    var load = Clients.of(serving.port(), requests, number, time, pace);
    return new Cost(load, own + processor(server), clients + processor(ProcessHandle.current()));
  }

  /** The classifier without a server. */
  private record Alone(Process process, BufferedReader said) implements AutoCloseable {
    static Alone start(Workload work) throws IOException {
      var flags = work.flags().toArray(String[]::new);
      var line = new ArrayList<>(Started.program(OwnPace.class, flags));
      line.addAll(List.of("" + CONNECTIONS, work.weights(), work.pictures().toString()));
      var process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new Alone(process, process.inputReader());
    }

    Cost asked(Duration time) throws IOException {
      double own = -processor(process.toHandle());
      process.outputWriter().write(time.toMillis() / 1000.0 + "\n");
      process.outputWriter().flush();
      var counts = said.readLine().split(" ");
      var answers = new Load.Answered(200, 0);
      int count = Integer.parseInt(counts[0]);
      var load = new Load(Collections.nCopies(count, answers), Double.parseDouble(counts[1]));
      return new Cost(load, own + processor(process.toHandle()), 0);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  @Test
  void sixtyFourConnectionsAreAnsweredWithoutAnErrorInFlatMemory() throws Exception {
    bears("digits", Workload.digits(folder));
  }

  /** Of {@code -Dload.photographs=FOLDER}, or those that lie beside the repository. */
  @Test
  void sixtyFourConnectionsWithPhotographsAreToo() throws Exception {
    var photographs = photographs();
    assumeTrue(photographs.isPresent(), "shared/data/imagenet-sample is not here");
    bears("photographs", Workload.photographs(folder, photographs.get()));
  }

  private static Optional<Path> photographs() {
    var said = Optional.ofNullable(System.getProperty("load.photographs")).map(Path::of);
    return said.or(() -> Golden.shared("data/imagenet-sample"));
  }

  private void bears(String what, Workload work) throws Exception {
    var round = TIME.dividedBy(ROUNDS);
    var served = new ArrayList<Cost>();
    var alone = new ArrayList<Cost>();
    double before = 0;
    double after;
    try (var serving = Serving.of(folder, work.weights(), work.flags(), "--no-access-log");
        var classifier = Alone.start(work)) {
      asked(serving, work, CONNECTIONS, WARM_UP, Duration.ZERO);
      classifier.asked(WARM_UP.dividedBy(SHORTER));
      for (int i = 0; i < ROUNDS; i++) {
        served.add(asked(serving, work, CONNECTIONS, round, Duration.ZERO));
        alone.add(classifier.asked(round.dividedBy(SHORTER)));
        before = i == 0 ? serving.memory() : before;
      }
      after = serving.memory();
    }
    var all = Cost.together(served);
    var own = Cost.together(alone);
    say(
        "%s, 64 connections, %.0f s: %,d answers, %.1f a second, %s of the classifier's own"
            + " %.1f; p50 %.1f ms, p99 %.1f ms; resident %.0f MiB after the first round, %.0f at"
            + " the end",
        what,
        all.load().seconds(),
        all.load().answers().size(),
        all.load().throughput(),
        shares(served, alone, cost -> cost.load().throughput()),
        own.load().throughput(),
        all.load().millis(200, 50),
        all.load().millis(200, 99),
        before,
        after);
    say(
        "processor: clients %.1f %% of server and clients; pictures a second of it, server %.1f,"
            + " classifier %.1f: %s",
        100 * all.clients() / (all.own() + all.clients()),
        all.perSecond(),
        own.perSecond(),
        shares(served, alone, Cost::perSecond));
    assertThat(all.load().count(200)).as("answers").isEqualTo(all.load().answers().size());
    assertThat(after / before).as("resident memory").isLessThan(1.1);
  }

  /** The server's part of the classifier's own, in all and from the least round to the best. */
  private static String shares(List<Cost> served, List<Cost> alone, ToDoubleFunction<Cost> pace) {
    var rounds =
        IntStream.range(0, served.size())
            .mapToDouble(i -> pace.applyAsDouble(served.get(i)) / pace.applyAsDouble(alone.get(i)))
            .summaryStatistics();
    double all =
        pace.applyAsDouble(Cost.together(served)) / pace.applyAsDouble(Cost.together(alone));
    return String.format(
        Locale.ROOT,
        "%.1f %% (%d rounds: %.1f to %.1f)",
        100 * all,
        served.size(),
        100 * rounds.getMin(),
        100 * rounds.getMax());
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  @Test
  void atTwiceTheCapacityWhatIsTooMuchIsRefusedAtOnce() throws Exception {
    var time = TIME.dividedBy(ROUNDS);
    var work = Workload.digits(folder);
    try (var serving =
        Serving.of(folder, work.weights(), work.flags(), "--no-access-log", "--queue", "16")) {
      asked(serving, work, 16, WARM_UP, Duration.ZERO);
      var full = asked(serving, work, 16, time, Duration.ZERO).load();
      assertThat(full.count(200)).as("16 have room").isEqualTo(full.answers().size());
      var pace = Duration.ofNanos((long) (1e9 * CONNECTIONS / (2 * full.throughput())));
      asked(serving, work, CONNECTIONS, WARM_UP.dividedBy(4), pace);
      var twice = asked(serving, work, CONNECTIONS, time, pace).load();
      say(
          "capacity %.0f a second; asked for %.0f: %.0f answered (p99 %.1f ms), %.0f refused (p50"
              + " %.2f ms, p99 %.2f ms, at most %.1f ms)",
          full.throughput(),
          twice.answers().size() / twice.seconds(),
          twice.throughput(),
          twice.millis(200, 99),
          twice.count(429) / twice.seconds(),
          twice.millis(429, 50),
          twice.millis(429, 99),
          twice.millis(429, 100));
      assertThat(twice.count(200) + twice.count(429)).isEqualTo(twice.answers().size());
      assertThat(twice.count(429)).as("refused").isPositive();
      assertThat(twice.millis(429, 99)).as("p99 of refusals, in ms").isLessThan(20);
      assertThat(twice.millis(200, 100)).as("the deadline, in ms").isLessThan(10_000);
      assertThat(serving.process().isAlive()).isTrue();
    }
  }
}
