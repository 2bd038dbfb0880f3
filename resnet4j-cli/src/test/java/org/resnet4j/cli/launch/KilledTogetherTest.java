package org.resnet4j.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.cli.Started;
import org.resnet4j.weights.format.Safetensors;

/**
 * One of four processes is killed without warning at random moments, and all start again: the
 * weights are those of a run without kills. How often: {@code -Dresnet4j.kills=30}. Under torchrun
 * where the environment variable {@code RESNET4J_TORCHRUN} names it.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class KilledTogetherTest {
  private static final int KILLS = Integer.getInteger("resnet4j.kills", 3);
  private static final int PROCESSES = 4;
  private static final List<String> FLAGS = List.of("--enable-native-access=ALL-UNNAMED");
  private static final List<String> TRAINING =
      List.of(
          "train",
          "--engine=vector",
          "--model=lenet5",
          "--data=mnist-sample",
          "--epochs=6",
          "--batch-size=20",
          "--threads=1");
  private final Random random = new Random(7);
  @TempDir Path folder;

  @Test
  void launchEndsWithTheSameWeights() throws Exception {
    killed(
        (output, restarts) -> {
          var words = new ArrayList<>(List.of("launch", "--processes=" + PROCESSES));
          words.add("--max-restarts=" + restarts);
          words.addAll(TRAINING);
          words.add("--output=" + output);
          return Started.builder(folder, FLAGS, words.toArray(String[]::new));
        });
  }

  @Test
  void torchrunEndsWithTheSameWeights() throws Exception {
    var torchrun = System.getenv("RESNET4J_TORCHRUN");
    assumeTrue(torchrun != null, "RESNET4J_TORCHRUN names no torchrun");
    killed(
        (output, restarts) -> {
          var words = new ArrayList<>(TRAINING);
          words.add("--output=" + output);
          var program = Started.builder(folder, FLAGS, words.toArray(String[]::new));
          var line = new ArrayList<>(List.of(torchrun, "--standalone", "--no-python"));
          line.add("--nproc-per-node=" + PROCESSES);
          line.add("--max-restarts=" + restarts);
          line.addAll(program.command());
          return program.command(line);
        });
  }

  /** Starts a run into a folder with so many restarts. */
  private interface Starter {
    ProcessBuilder of(Path output, int restarts) throws Exception;
  }

  private void killed(Starter starter) throws Exception {
    var whole = folder.resolve("whole");
    long began = System.nanoTime();
    assertThat(start(starter.of(whole, 0)).waitFor()).as(this::log).isZero();
    long millis = (System.nanoTime() - began) / 1_000_000;
    var right = Safetensors.read(whole.resolve("model.safetensors")).arrays();
    int kills = 0;
    for (int run = 0; kills < KILLS; run++) {
      var part = folder.resolve("part" + run);
      int most = Math.min(3, KILLS - kills);
      var launcher = start(starter.of(part, most));
      int done = 0;
      while (done < most && !launcher.waitFor(pause(millis), TimeUnit.MILLISECONDS)) {
        done += killOne(launcher) ? 1 : 0;
      }
      assertThat(launcher.waitFor(10, TimeUnit.MINUTES)).isTrue();
      assertThat(launcher.exitValue()).as(this::log).isZero();
      assertThat(Safetensors.read(part.resolve("model.safetensors")).arrays())
          .as("after %d kills", done)
          .isEqualTo(right);
      kills += done;
    }
  }

  private long pause(long millis) {
    return random.nextLong(millis / 6, millis);
  }

  /** Kills a random one of the processes that train. */
  private boolean killOne(Process launcher) {
    var workers =
        launcher
            .descendants()
            .filter(process -> process.info().command().orElse("").endsWith("java"))
            .toList();
    return !workers.isEmpty() && workers.get(random.nextInt(workers.size())).destroyForcibly();
  }

  private Process start(ProcessBuilder builder) throws Exception {
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log.txt").toFile()))
        .start();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log.txt"));
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
