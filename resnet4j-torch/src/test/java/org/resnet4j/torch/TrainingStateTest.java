package org.resnet4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.engine.AverageDecay;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.weights.Weights;

class TrainingStateTest {
  private static final StepRequest PLAIN = StepRequest.training(7);

  static Optimizer[] optimizers() {
    return new Optimizer[] {
      new Optimizer.Sgd(0.9, false),
      new Optimizer.Sgd(0.9, true),
      new Optimizer.Sgd(0, false),
      new Optimizer.Adam(0.9, 0.999, 1e-8),
      new Optimizer.AdamW(0.9, 0.999, 1e-8)
    };
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void trainingResumesBitForBit(Optimizer optimizer) {
    resumesBitForBit(optimizer, Precision.FP32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BF16"})
  void trainingInBfloat16ResumesBitForBit(Precision precision) {
    resumesBitForBit(new Optimizer.Sgd(0.9, false), precision);
  }

  private static void resumesBitForBit(Optimizer optimizer, Precision precision) {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    var other = Fixtures.network(Fixtures.smallResNet(), 2);
    try (var engine = Fixtures.engine(precision, 2);
        var straight = engine.training(network, options(optimizer));
        var first = engine.training(network, options(optimizer));
        var second = engine.training(other, options(optimizer))) {
      train(straight, 0, 7);
      train(first, 0, 3);
      train(second, 0, 2);
      second.restore(first.state());
      train(second, 3, 7);
      assertSame(second.state(), straight.state());
    }
  }

  @Test
  void aStateIsACopy() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    var before = network.weights().copy();
    try (var engine = Fixtures.engine(Precision.FP32, 2);
        var step = engine.training(network, options(new Optimizer.Sgd(0.9, false)))) {
      var state = step.state();
      assertThat(state.optimizer().keys()).isEmpty();
      assertThat(state.updates()).isZero();
      train(step, 0, 2);
      assertSame(state.weights(), before);
      assertSame(network.weights(), before);
      assertThat(step.state().optimizer().keys()).contains("momentum.block.conv1.weight");
    }
  }

  @Test
  void aStateOfAnotherOptimizerIsRefused() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    try (var engine = Fixtures.engine(Precision.FP32, 2);
        var adam = engine.training(network, options(new Optimizer.Adam(0.9, 0.999, 1e-8)));
        var sgd = engine.training(network, options(new Optimizer.Sgd(0.9, false)))) {
      train(adam, 0, 1);
      var state = adam.state();
      assertThatThrownBy(() -> sgd.restore(state))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("m.conv1.weight");
    }
  }

  private static void train(TrainingStep step, int from, int to) {
    for (int i = from; i < to; i++) {
      step.accumulate(Fixtures.batch(100 + i), PLAIN);
      step.update(0.05);
    }
  }

  private static TrainingOptions options(Optimizer optimizer) {
    return new TrainingOptions(
        Fixtures.INPUT,
        6,
        optimizer,
        0.1,
        1e-2,
        true,
        OptionalDouble.of(1),
        Optional.of(AverageDecay.over(0.9, 1000)),
        key -> false);
  }

  private static void assertSame(TrainingState actual, TrainingState expected) {
    assertSame(actual.weights(), expected.weights());
    assertSame(actual.optimizer(), expected.optimizer());
    assertSame(actual.average().orElseThrow(), expected.average().orElseThrow());
    assertThat(actual.updates()).isEqualTo(expected.updates());
  }

  private static void assertSame(Weights actual, Weights expected) {
    assertThat(actual.keys()).containsExactlyElementsOf(expected.keys());
    for (var key : expected.keys()) {
      assertThat(actual.at(key).data()).as(key).containsExactly(expected.at(key).data());
    }
  }
}
