package org.resnet4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.engine.contract.SoftmaxEngine;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.weights.format.Safetensors;

/** A process that trains is killed without warning, again and again, and goes on each time. */
class KilledTrainingTest {
  private static final Recipe RECIPE = TestRecipes.small().with(r -> r.length(Length.epochs(150)));

  @Test
  void aKilledTrainingGoesOnToTheSameWeights(@TempDir Path folder) throws Exception {
    killedAgainAndAgain(folder, 3, 11);
  }

  @Test
  @Tag("slow")
  void killedAtManyRandomMomentsItStillDoes(@TempDir Path folder) throws Exception {
    killedAgainAndAgain(folder, 40, 12);
  }

  private static void killedAgainAndAgain(Path folder, int kills, long seed) throws Exception {
    train(folder.resolve("whole"), Duration.ofHours(1));
    var random = new Random(seed);
    var part = folder.resolve("part");
    int killed = 0;
    for (int i = 0; i < kills; i++) {
      var child = start(part);
      boolean ended = child.waitFor(150 + random.nextInt(350), TimeUnit.MILLISECONDS);
      child.destroyForcibly().waitFor();
      killed += ended ? 0 : 1;
    }
    assertThat(killed).as("how often it was killed before it was done").isPositive();
    var last = start(part);
    assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(last.exitValue()).isZero();
    assertThat(TrainerTest.bits(Safetensors.read(Checkpoints.in(part).model())))
        .isEqualTo(
            TrainerTest.bits(Safetensors.read(Checkpoints.in(folder.resolve("whole")).model())));
    try (var files = Files.list(part)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("last.safetensors", "previous.safetensors", "result.json");
    }
  }

  private static Process start(Path folder) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var command =
        List.of(
            java, "-XX:TieredStopAtLevel=1", "-cp", classPath, Child.class.getName(), "" + folder);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File(folder + ".log"))
        .start();
  }

  private static void train(Path folder, Duration checkpointEvery) {
    var run = TrainingRun.in(folder).resuming(true).withCheckpointEvery(checkpointEvery);
    var network = SoftmaxEngine.network(Clouds.FEATURES, Clouds.CLASSES);
    Trainer.train(network, RECIPE, new Clouds(500, 32, 1), new SoftmaxEngine(), run);
  }

  /** What the killed process runs. */
  static final class Child {
    public static void main(String[] args) {
      train(Path.of(args[0]), Duration.ofMillis(1));
    }
  }
}
