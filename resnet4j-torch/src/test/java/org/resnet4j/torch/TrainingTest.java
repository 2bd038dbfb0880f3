package org.resnet4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.AverageDecay;
import org.resnet4j.engine.DropoutMask;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

class TrainingTest {
  private static Engine engine;

  @BeforeAll
  static void open() {
    engine = Fixtures.engine(Precision.FP32);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void aSmallNetworkLearnsItsBatchByHeart() {
    try (var step = engine.training(Fixtures.network(Fixtures.smallResNet(), 1), options())) {
      double first = step.accumulate(Fixtures.batch(1), evaluation()).loss();
      for (int i = 0; i < 60; i++) {
        step.accumulate(Fixtures.batch(1), StepRequest.training(i));
        step.update(0.05);
      }
      assertThat(step.accumulate(Fixtures.batch(1), evaluation()).loss()).isLessThan(first / 2);
    }
  }

  @Test
  void runningStatisticsMoveAsPyTorchs() {
    var layer = Layers.chain(new BatchNorm2d(1, 0, 0.1), new Flatten());
    var network = Fixtures.network(layer, 1);
    var norm = network.weights();
    norm.at("0.running_mean").data()[0] = 1;
    norm.at("0.running_var").data()[0] = 2;
    var batch = new Batch(new float[] {0, 2, 4, 6}, new ImageShape(1, 1, 2), labels(0, 1));
    try (var step = engine.training(network, options(Shape.of(1, 1, 2)))) {
      step.accumulate(batch, StepRequest.training(0));
      var after = step.state().weights();
      assertThat(after.at("0.running_mean").data()[0]).isCloseTo(0.9f + 0.1f * 3, within(1e-6f));
      // unbiased: (9 + 1 + 1 + 9) / 3
      assertThat(after.at("0.running_var").data()[0])
          .isCloseTo(0.9f * 2 + 0.1f * 20 / 3, within(1e-6f));
      assertThat(after.at("0.num_batches_tracked").data()[0]).isEqualTo(1);
      step.accumulate(batch, evaluation());
      assertThat(step.state().weights().at("0.num_batches_tracked").data()[0]).isEqualTo(1);
    }
  }

  @Test
  void gradientsOfSeveralBatchesAddUpWithTheirScale() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    var half = new StepRequest(0.5, false, 0, Set.of());
    try (var both = engine.training(network, options());
        var one = engine.training(network, options());
        var two = engine.training(network, options())) {
      both.accumulate(Fixtures.batch(1), half);
      both.accumulate(Fixtures.batch(2), half);
      one.accumulate(Fixtures.batch(1), evaluation());
      two.accumulate(Fixtures.batch(2), evaluation());
      var sum = both.gradients();
      for (var key : sum.keys()) {
        for (int i = 0; i < sum.at(key).data().length; i++) {
          float mean = (one.gradients().at(key).data()[i] + two.gradients().at(key).data()[i]) / 2;
          assertThat(sum.at(key).data()[i]).as(key).isCloseTo(mean, within(1e-5f));
        }
        if (sum.at(key).data().length > 20) {
          break; // one convolution is enough
        }
      }
    }
  }

  @Test
  void gradientsAreZeroAfterAnUpdate() {
    try (var step = engine.training(Fixtures.network(Fixtures.smallResNet(), 1), options())) {
      step.accumulate(Fixtures.batch(1), StepRequest.training(0));
      assertThat(step.gradients().at("fc.weight").data()).isNotEqualTo(new float[20]);
      step.update(0.1);
      assertThat(step.gradients().at("fc.weight").data()).isEqualTo(new float[20]);
    }
  }

  @Test
  void modernRecipesSpareNormsAndBiasesWeightDecay() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    for (boolean decayNorms : new boolean[] {true, false}) {
      try (var with = engine.training(network, options(0.5, decayNorms, key -> false));
          var without = engine.training(network, options(0, decayNorms, key -> false))) {
        for (var step : List.of(with, without)) {
          step.accumulate(Fixtures.batch(1), evaluation());
          step.update(0.1);
        }
        var decayed = with.state().weights();
        var free = without.state().weights();
        assertThat(decayed.at("fc.weight").data()).isNotEqualTo(free.at("fc.weight").data());
        for (var key : List.of("fc.bias", "bn1.weight", "bn1.bias")) {
          assertThat(java.util.Arrays.equals(decayed.at(key).data(), free.at(key).data()))
              .as(key)
              .isEqualTo(!decayNorms);
        }
      }
    }
  }

  @Test
  void frozenWeightsAndTheRunningStatisticsOfFrozenNormsStay() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    Predicate<String> frozen = key -> !key.startsWith("fc");
    try (var step = engine.training(network, options(0.1, true, frozen))) {
      for (int i = 0; i < 3; i++) {
        step.accumulate(Fixtures.batch(i), StepRequest.training(i));
        assertThat(step.gradients().keys()).containsExactly("fc.weight", "fc.bias");
        step.update(0.1);
      }
      var after = step.state().weights();
      for (var key : after.keys()) {
        assertThat(java.util.Arrays.equals(after.at(key).data(), network.weights().at(key).data()))
            .as(key)
            .isEqualTo(!key.startsWith("fc"));
      }
    }
  }

  @Test
  void theAverageFollowsWeightsAndBuffersByItsDecay() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    var options =
        new TrainingOptions(
            Fixtures.INPUT,
            6,
            new Optimizer.Sgd(0.9, false),
            0,
            0,
            true,
            OptionalDouble.empty(),
            Optional.of(AverageDecay.constant(0.75)),
            key -> false);
    try (var step = engine.training(network, options)) {
      step.accumulate(Fixtures.batch(1), StepRequest.training(1));
      step.update(0.1);
      var state = step.state();
      var average = state.average().orElseThrow();
      for (var key : List.of("conv1.weight", "bn1.running_mean", "fc.bias")) {
        float expected =
            0.75f * network.weights().at(key).data()[1] + 0.25f * state.weights().at(key).data()[1];
        assertThat(average.at(key).data()[1]).as(key).isCloseTo(expected, within(1e-6f));
      }
      assertThat(average.at("bn1.num_batches_tracked").data()[0]).isEqualTo(1);
    }
  }

  @Test
  void dropoutIsTheMaskThatAllEnginesShare() {
    var layer = Layers.chain(new Flatten(), new Dropout(0.4));
    var network = new Network(layer, new Weights(java.util.Map.of()));
    var x = Fixtures.normals(12, 1);
    var batch = new Batch(x, new ImageShape(3, 1, 2), labels(0, 1));
    try (var step = engine.training(network, options(Shape.of(3, 1, 2)))) {
      var logits = step.accumulate(batch, StepRequest.training(11)).logits();
      long stream = DropoutMask.stream(11, "1");
      for (int i = 0; i < x.length; i++) {
        assertThat(logits[i]).isEqualTo(x[i] * DropoutMask.factor(stream, i, 0.4));
      }
      assertThat(logits).contains(0f);
      assertThat(step.accumulate(batch, evaluation()).logits()).isEqualTo(x);
    }
  }

  @Test
  void auxiliaryHeadsJoinTheLossInTrainingOnly() {
    var trunk = Layers.chain().add("a", new Identity()).add("b", Layers.relu()).build();
    var head = new Head("aux", "a", new Flatten(), 0.3);
    var layer = new WithHeads(trunk, List.of(head), new Flatten());
    var network = new Network(layer, new Weights(java.util.Map.of()));
    var batch = new Batch(new float[] {-1, 2}, new ImageShape(2, 1, 1), labels(0));
    double main = Math.log(1 + Math.exp(2));
    double side = Math.log(1 + Math.exp(3));
    try (var step = engine.training(network, options(Shape.of(2, 1, 1)))) {
      assertThat(step.accumulate(batch, StepRequest.training(0)).loss())
          .isCloseTo(main + 0.3 * side, within(1e-6));
      assertThat(step.accumulate(batch, evaluation()).loss()).isCloseTo(main, within(1e-6));
    }
  }

  @Test
  void aLabelOutsideTheClassesIsNamed() {
    var batch = new Batch(new float[192], new ImageShape(3, 8, 8), labels(5));
    try (var step = engine.training(Fixtures.network(Fixtures.smallResNet(), 1), options())) {
      assertThatThrownBy(() -> step.accumulate(batch, evaluation()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("label 5 of example 0: the network has the classes 0 to 4");
    }
  }

  @Test
  void batchNormOfASingleValueIsRefused() {
    var layer = Layers.chain(new AdaptiveAvgPool2d(1, 1), new BatchNorm2d(3), new Flatten());
    var batch = new Batch(new float[192], new ImageShape(3, 8, 8), labels(0));
    try (var step = engine.training(Fixtures.network(layer, 1), options())) {
      assertThatThrownBy(() -> step.accumulate(batch, StepRequest.training(0)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("'1'");
    }
  }

  @Test
  void float64ComputesInDouble() {
    var layer = Layers.chain(new Flatten(), new Linear(2, 2, false));
    var weight = new NdArray(Shape.of(2, 2), new float[] {1, 1e-8f, 0, 0});
    var network = new Network(layer, new Weights(java.util.Map.of("1.weight", weight)));
    var batch = new Batch(new float[] {1, 1}, new ImageShape(2, 1, 1), labels(0));
    try (var exact = Fixtures.engine(Precision.FP64);
        var step = exact.training(network, options(Shape.of(2, 1, 1)))) {
      double expected = Math.log1p(Math.exp(-1 - (double) 1e-8f));
      assertThat(step.accumulate(batch, evaluation()).loss()).isCloseTo(expected, within(1e-14));
    }
  }

  private static StepRequest evaluation() {
    return new StepRequest(1, false, 0, Set.of());
  }

  private static Targets labels(int... labels) {
    return new Targets.Labels(labels);
  }

  private static TrainingOptions options(Shape input) {
    return TrainingOptions.sgd(input, 6);
  }

  private static TrainingOptions options() {
    return options(1e-4, true, key -> false);
  }

  private static TrainingOptions options(
      double decay, boolean decayNorms, Predicate<String> frozen) {
    return new TrainingOptions(
        Fixtures.INPUT,
        6,
        new Optimizer.Sgd(0.9, false),
        0,
        decay,
        decayNorms,
        OptionalDouble.empty(),
        Optional.empty(),
        frozen);
  }
}
