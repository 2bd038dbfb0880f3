package org.resnet4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.engine.contract.SoftmaxEngine;
import org.resnet4j.train.event.Histogram;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingEvent.Probed;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.json.EventJson;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.weights.Network;

/** Gradients and answers to sample pictures, measured on a training's way. */
class ProbingTest {
  private static final Clouds DATA = new Clouds(500, 32, 1);
  private static final Network NETWORK = SoftmaxEngine.network(Clouds.FEATURES, Clouds.CLASSES);
  @TempDir Path folder;

  private TrainingResult train(TrainingRun run) {
    return Trainer.train(NETWORK, TestRecipes.small(), DATA, new SoftmaxEngine(), run)
        .orElseThrow();
  }

  private List<Probed> probed(Probing how) {
    var events = new ArrayList<TrainingEvent>();
    train(TrainingRun.in(folder.resolve("probed"), events::add).probed(how));
    return events.stream().filter(Probed.class::isInstance).map(Probed.class::cast).toList();
  }

  @Test
  void aMeasuredTrainingEndsWithTheVerySameWeights() {
    var plain = train(TrainingRun.in(folder.resolve("plain")));
    var measured = train(TrainingRun.in(folder.resolve("measured")).probed(Probing.USUAL));
    assertThat(measured.network().weights()).isEqualTo(plain.network().weights());
    assertThat(measured.history().getLast().loss()).isEqualTo(plain.history().getLast().loss());
  }

  @Test
  void everyLayersGradientIsReadWithItsDistribution() {
    var readings = probed(Probing.USUAL);
    assertThat(readings).isNotEmpty();
    var first = readings.getFirst();
    assertThat(first.iteration()).isEqualTo(1);
    assertThat(first.samples()).isEmpty();
    assertThat(first.gradients()).extracting("path").containsExactly("fc");
    var fc = first.gradients().getFirst();
    assertThat(fc.norm()).isPositive().isLessThan(1); // of a mean loss: ‖p − y‖ / √n at most
    assertThat(fc.values().count()).isEqualTo(16L * Clouds.CLASSES);
    assertThat(fc.norm()).isCloseTo(Math.sqrt(fc.values().squares()), within(1e-12));
    assertThat(EventJson.of(first)).containsEntry("event", "probed").containsKey("gradients");
  }

  @Test
  void theNetworkIsAskedAboutPictures() {
    try (var batches = DATA.validation()) {
      var samples = batches.next().orElseThrow().copy();
      var last = probed(Probing.USUAL.taking(0.9).asking(samples)).getLast();
      assertThat(last.samples()).hasSize(samples.size());
      assertThat(last.samples())
          .allSatisfy(one -> assertThat(one.probability()).isBetween(0.3, 1.0));
      long right = last.samples().stream().filter(one -> one.guess() == one.label()).count();
      assertThat(right).isGreaterThan(samples.size() / 2);
    }
  }

  @Test
  void aPauseDoesNotCount() throws Exception {
    var asked = new int[1];
    var run =
        TrainingRun.in(folder)
            .stoppedBy(
                () -> {
                  if (asked[0]++ == 3) {
                    sleep(1500);
                  }
                  return false;
                });
    long began = System.nanoTime();
    double counted = train(run).trainSeconds();
    assertThat((System.nanoTime() - began) / 1e9 - counted).isGreaterThan(1.4);
    assertThat(Files.exists(folder.resolve("result.json"))).isTrue();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void bucketsHoldWhatLiesBelowTheirLimits() {
    var histogram = Histogram.of(new double[] {-3, 0, 0, 1, 1.5, 0x1p-1060, Double.NaN});
    assertThat(histogram.count()).isEqualTo(6);
    assertThat(histogram.least()).isEqualTo(-3);
    assertThat(histogram.most()).isEqualTo(1.5);
    assertThat(histogram.buckets().values().stream().mapToLong(n -> n).sum()).isEqualTo(6);
    assertThat(histogram.buckets().get(-2.0)).isEqualTo(1);
    assertThat(histogram.buckets().get(2.0)).isEqualTo(2);
    assertThat(histogram.buckets().get(0.0)).isEqualTo(2);
    assertThat(Histogram.of(new double[0]).count()).isZero();
  }

  @Test
  void aShareOfTheTimeIsLessThanAllOfIt() {
    assertThatThrownBy(() -> Probing.USUAL.taking(1)).isInstanceOf(IllegalArgumentException.class);
  }
}
