package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Predictor;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;

/**
 * What a predictor holds: what it says before, no weights twice, and nothing of what was before.
 */
class PredictorMemoryTest {
  private static final long MB = 1_000_000;

  @ParameterizedTest
  @CsvSource({"resnet18, 1", "resnet18, 8", "resnet50, 1", "alexnet, 2", "googlenet, 4"})
  void whatAPredictorForOneSizeHoldsIsKnownBefore(String model, int batch) {
    var architecture = Zoo.of(model);
    try (var engine = Twins.vector(2)) {
      var expected = engine.memory(architecture.layer(), architecture.input(), batch);
      long before = heap();
      try (var predictor = ofOneSize(engine, architecture, batch)) {
        predict(predictor, architecture, batch);
        assertThat(heap() - before)
            .isCloseTo(expected.orElseThrow().total(), Percentage.withPercentage(10));
      }
      assertThat(heap() - before).as("left after closing").isLessThan(MB);
    }
  }

  /** In a method of its own, so that no variable keeps the network. */
  private static Predictor ofOneSize(Engine engine, Architecture architecture, int batch) {
    return engine.prediction(Network.create(architecture, 1), architecture.input(), batch);
  }

  @Test
  void afterALargeBatchSmallOnesBringTheMemoryBack() {
    var architecture = Zoo.of("resnet18");
    var network = Network.create(architecture, 1);
    try (var engine = Twins.vector(2);
        var predictor = engine.prediction(network)) {
      predict(predictor, architecture, 1);
      long small = heap();
      predict(predictor, architecture, 32);
      assertThat(heap() - small).isGreaterThan(100 * MB);
      for (int i = 0; i < Executables.IDLE + 1; i++) {
        predict(predictor, architecture, 1);
      }
      assertThat(heap()).isCloseTo(small, within(5 * MB));
    }
  }

  @Test
  void batchesOfTheSameAlgorithmsShareTheirWeights() {
    var architecture = Zoo.of("vgg11_bn");
    try (var engine = Twins.vector(2);
        var predictor = engine.prediction(Network.create(architecture, 1))) {
      predict(predictor, architecture, 3);
      var other = engine.memory(architecture.layer(), architecture.input(), 4).orElseThrow();
      long before = heap();
      predict(predictor, architecture, 4);
      assertThat(heap() - before).isLessThan(other.activations() + other.workspace());
    }
  }

  @Test
  void aPredictorForOneSizeGivesTheBitsOfOneForAny() {
    var architecture = Zoo.of("resnet20");
    var network = Twins.network(architecture);
    var images = Twins.batch(architecture, 8).images();
    try (var engine = Twins.vector(2);
        var any = engine.prediction(network);
        var one = engine.prediction(network, architecture.input(), 8)) {
      var expected = any.logits(images, 8, 3, 32, 32);
      assertThat(one.logits(images, 8, 3, 32, 32)).isEqualTo(expected);
      for (int i = 0; i < 8; i++) {
        var image = Arrays.copyOfRange(images, i * 3072, (i + 1) * 3072);
        assertThat(one.logits(image, 1, 3, 32, 32))
            .isEqualTo(Arrays.copyOfRange(expected, i * 10, (i + 1) * 10));
      }
    }
  }

  @Test
  void whatWasFoldedIsNotGivenApart() {
    var architecture = Zoo.of("resnet8");
    var images = Twins.batch(architecture, 2).images();
    try (var engine = Twins.vector(1);
        var one = engine.prediction(Twins.network(architecture), architecture.input(), 2)) {
      assertThat(one.activations(images, 2, 3, 32, 32, Set.of("bn1", "layer1"))).hasSize(2);
      assertThatThrownBy(() -> one.activations(images, 2, 3, 32, 32, Set.of("conv1")))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("'conv1' apart from the batch norm");
      assertThat(one.logits(images, 2, 3, 32, 32)).hasSize(20);
    }
  }

  private static void predict(Predictor predictor, Architecture architecture, int size) {
    var input = architecture.input();
    var images = new float[size * Math.toIntExact(input.elements())];
    predictor.logits(images, size, input.channels(), input.height(), input.width());
  }

  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      var runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
