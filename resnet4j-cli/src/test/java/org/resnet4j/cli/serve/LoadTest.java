package org.resnet4j.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.classify.Classifier;
import org.resnet4j.cli.weights.BundledWeights;

/**
 * A server in a process of its own under load from this one, on loopback, for {@code
 * -Dload.seconds} (60): it prints what it measures.
 */
@Tag("slow")
@Timeout(900)
final class LoadTest {
  private static final int CONNECTIONS = 64;
  private static final int ROUNDS = 6;
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("load.seconds", 60));

  /** Until all of it is compiled. */
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private static final List<String> FLAGS = List.of("-Xmx256m");

  @TempDir Path folder;

  @BeforeEach
  void onLinux() {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
  }

  private static Load of(int number, Duration time, Duration pace, Callable<Load.Asking> asking)
      throws Exception {
    return Load.of(number, time, pace, asking);
  }

  @Test
  void sixtyFourConnectionsAreAnsweredAtTheClassifiersOwnPace() throws Exception {
    var round = TIME.dividedBy(ROUNDS);
    var served = new ArrayList<Load>();
    var own = new ArrayList<Load>();
    double before = 0;
    double after;
    try (var serving = Serving.of(folder, FLAGS, "--no-access-log");
        var classifier = classifier()) {
      of(CONNECTIONS, WARM_UP, Duration.ZERO, () -> serving.client("/predict"));
      of(CONNECTIONS, WARM_UP.dividedBy(4), Duration.ZERO, () -> asking(classifier));
      for (int i = 0; i < ROUNDS; i++) {
        served.add(of(CONNECTIONS, round, Duration.ZERO, () -> serving.client("/predict")));
        own.add(of(CONNECTIONS, round, Duration.ZERO, () -> asking(classifier)));
        before = i == 0 ? serving.memory() : before;
      }
      after = serving.memory();
    }
    var all = Load.together(served);
    double share = all.throughput() / Load.together(own).throughput();
    System.out.printf(
        Locale.ROOT,
        "64 connections, %.0f s: %,d answers, %.0f a second, %.1f %% of the classifier's own %.0f;"
            + " p50 %.1f ms, p99 %.1f ms; resident %.0f MiB after the first round, %.0f at the"
            + " end%n",
        all.seconds(),
        all.answers().size(),
        all.throughput(),
        100 * share,
        Load.together(own).throughput(),
        all.millis(200, 50),
        all.millis(200, 99),
        before,
        after);
    assertThat(all.count(200)).as("answers").isEqualTo(all.answers().size());
    assertThat(after / before).as("resident memory").isLessThan(1.1);
    assertThat(share).as("of the classifier's own throughput").isGreaterThan(0.9);
  }

  /** The classifier as the command opens it. */
  private static Classifier classifier() {
    return Classifier.builder().engine("vector").batch(8).open(BundledWeights.of("mnist"));
  }

  private static Load.Asking asking(Classifier classifier) throws Exception {
    var digit = Serving.digit();
    return new Load.Asking() {
      @Override
      public int ask() {
        return classifier.classify(digit).guesses().size() == 10 ? 200 : 500;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void atTwiceTheCapacityWhatIsTooMuchIsRefusedAtOnce() throws Exception {
    var time = TIME.dividedBy(ROUNDS);
    try (var serving = Serving.of(folder, FLAGS, "--no-access-log", "--queue", "16")) {
      of(16, WARM_UP, Duration.ZERO, () -> serving.client("/predict"));
      var full = of(16, time, Duration.ZERO, () -> serving.client("/predict"));
      assertThat(full.count(200)).as("16 have room").isEqualTo(full.answers().size());
      var pace = Duration.ofNanos((long) (1e9 * CONNECTIONS / (2 * full.throughput())));
      var twice = of(CONNECTIONS, time, pace, () -> serving.client("/predict"));
      System.out.printf(
          Locale.ROOT,
          "capacity %.0f a second; asked for %.0f: %.0f answered (p99 %.1f ms), %.0f refused (p50"
              + " %.2f ms, p99 %.2f ms, at most %.1f ms)%n",
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
