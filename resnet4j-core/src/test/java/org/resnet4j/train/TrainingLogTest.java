package org.resnet4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.engine.contract.SoftmaxEngine;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.json.TrainingJson;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.train.run.TrainingLog;

class TrainingLogTest {
  private static final Clouds DATA = new Clouds(500, 32, 1);
  @TempDir Path folder;

  @Test
  void everyStepIsThereOnceThoughTheTrainingWasKilledBetweenCheckpoints() throws Exception {
    var count = new AtomicInteger();
    try {
      train(
          TrainingRun.in(
              folder,
              TrainingLog.jsonLines(folder.resolve("log.jsonl")),
              TrainingLog.csv(folder.resolve("steps.csv")),
              event -> dieAt(23, event, count)));
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("killed");
    }
    train(
        TrainingRun.in(
                folder,
                TrainingLog.jsonLines(folder.resolve("log.jsonl")),
                TrainingLog.csv(folder.resolve("steps.csv")))
            .resuming(true));
    var csv = Files.readAllLines(folder.resolve("steps.csv"));
    assertThat(csv).hasSize(65);
    for (int i = 1; i < csv.size(); i++) {
      assertThat(csv.get(i).split(",")[1]).isEqualTo(Integer.toString(i));
    }
    var steps =
        Files.readAllLines(folder.resolve("log.jsonl")).stream()
            .filter(line -> line.contains("\"event\":\"step\""))
            .toList();
    assertThat(steps).hasSize(64);
    var last = TrainingJson.tree(steps.getLast()).orElseThrow();
    assertThat(last.path("iteration").asInt()).isEqualTo(64);
    assertThat(last.path("loss").asDouble()).isPositive();
    assertThat(Files.readString(folder.resolve("log.jsonl")))
        .contains("\"event\":\"started\"")
        .contains("\"event\":\"evaluated\"")
        .contains("\"event\":\"checkpoint\"")
        .contains("\"event\":\"done\"");
  }

  private static void dieAt(int step, TrainingEvent event, AtomicInteger count) {
    if (event instanceof TrainingEvent.Step && count.incrementAndGet() == step) {
      throw new IllegalStateException("killed");
    }
  }

  private static void train(TrainingRun run) {
    var network = SoftmaxEngine.network(Clouds.FEATURES, Clouds.CLASSES);
    Trainer.train(network, TestRecipes.small(), DATA, new SoftmaxEngine(), run);
  }
}
