package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.weights.format.Safetensors;

/**
 * The training command is killed without warning, before its first checkpoint and at random moments
 * after it, and resumed until it is done: its weights are those of an unbroken run. How often:
 * {@code -Dresnet4j.kills=100}.
 */
@Tag("slow")
final class KilledCommandTest {
  private static final int KILLS = Integer.getInteger("resnet4j.kills", 4);
  private static final List<String> FLAGS = List.of("--enable-native-access=ALL-UNNAMED");
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"vector, false", "vector, true", "torch, false", "torch, true"})
  void itsWeightsAreThoseOfAnUnbrokenRun(String engine, boolean tuned) throws Exception {
    var begun = new ArrayList<>(List.of("train", "--engine", engine, "--model", "lenet5"));
    begun.addAll(List.of("--data", "mnist-sample", "--epochs", "3", "--batch-size", "20"));
    if (tuned) {
      var first = folder.resolve("first");
      run(first, List.of("train", "--model", "lenet5", "--data", "mnist-sample", "--epochs", "1"));
      begun.addAll(List.of("--weights", first.resolve("model.safetensors").toString()));
      begun.addAll(List.of("--freeze", "until:conv2"));
    }
    var whole = folder.resolve("whole");
    long began = System.nanoTime();
    run(whole, begun);
    long millis = (System.nanoTime() - began) / 1_000_000;
    var right = Safetensors.read(whole.resolve("model.safetensors")).arrays();
    var random = new Random(7);
    int killed = 0;
    while (killed < KILLS) {
      var part = folder.resolve("part" + killed);
      killed += killedBeforeItsFirstCheckpoint(part, begun);
      boolean done = false;
      for (int i = 0; i < 3 && !done; i++) {
        done = ended(part, random.nextLong(millis / 3, millis));
        killed += done ? 0 : 1;
      }
      assertThat(done || ended(part, TimeUnit.MINUTES.toMillis(10))).isTrue();
      assertThat(Safetensors.read(part.resolve("model.safetensors")).arrays())
          .as("after %d kills", killed)
          .isEqualTo(right);
      try (var files = Files.list(part)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .noneMatch(name -> name.endsWith(".tmp") || name.endsWith(".lock"));
      }
    }
  }

  /** As soon as it has made its third step. */
  private int killedBeforeItsFirstCheckpoint(Path part, List<String> begun) throws Exception {
    var words = new ArrayList<>(begun);
    words.addAll(List.of("--output", part.toString()));
    var process = start(words);
    var steps = part.resolve("steps.csv");
    while (process.isAlive() && !(Files.exists(steps) && Files.readAllLines(steps).size() > 3)) {
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    assertThat(part.resolve("last.safetensors")).doesNotExist();
    return 1;
  }

  private boolean ended(Path part, long millis) throws Exception {
    var process = start(List.of("train", "--resume", part.toString()));
    boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    assertThat(ended && process.exitValue() != 0).as("it failed by itself").isFalse();
    return ended;
  }

  private void run(Path run, List<String> begun) throws Exception {
    var words = new ArrayList<>(begun);
    words.addAll(List.of("--output", run.toString()));
    assertThat(start(words).waitFor()).isZero();
  }

  private Process start(List<String> words) throws Exception {
    return Started.builder(folder, FLAGS, words.toArray(String[]::new))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log.txt").toFile())
        .start();
  }
}
