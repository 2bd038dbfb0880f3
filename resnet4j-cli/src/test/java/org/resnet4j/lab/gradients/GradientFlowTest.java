package org.resnet4j.lab.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.analyze.GradientFlow;
import org.resnet4j.analyze.Samples;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** How much of the gradient reaches the first layer of 20, seed 0, on 16 digits. */
class GradientFlowTest {
  private static final Shape INPUT = Shape.of(1, 28, 28);

  private static GradientFlow flow(String model, Condition condition) {
    var options = ZooOptions.DEFAULTS.withInput(INPUT).withClasses(10);
    var layer = condition.applied(Zoo.of(model, options).layer());
    var start = condition.start().initialisation;
    var network = Network.create(new Architecture(model, layer, INPUT, 10, start), 0);
    try (var engine = Samples.torch(Precision.FP32, layer);
        var step = engine.training(network, TrainingOptions.sgd(INPUT, 16))) {
      return GradientFlow.measure(layer, step, Samples.digits(16), GradientFlow.enlarged(0));
    }
  }

  private static double arriving(String model, Condition condition) {
    return flow(model, condition).firstToLast();
  }

  /** The forward pass keeps its size here, the gradient loses a factor of 20 per layer. */
  private static final Condition FAINT =
      Condition.GRID.stream().filter(c -> c.id().equals("small-sigmoid")).findFirst().orElseThrow();

  private static GradientFlow flow(String model, Condition condition, String engine, Precision in) {
    var options = ZooOptions.DEFAULTS.withInput(INPUT).withClasses(10);
    var layer = condition.applied(Zoo.of(model, options).layer());
    var start = condition.start().initialisation;
    var network = Network.create(new Architecture(model, layer, INPUT, 10, start), 0);
    try (var opened = Engines.open(engine, new EngineOptions(new Device.Cpu(), in, 0), layer);
        var step = opened.training(network, TrainingOptions.sgd(INPUT, 4))) {
      return GradientFlow.measure(layer, step, Samples.digits(4), GradientFlow.enlarged(0));
    }
  }

  @Test
  void inFloat64AGradientBelowEverySinglePrecisionNumberIsMeasured() {
    var flow = flow("plain56", Condition.SMALL, "torch", Precision.FP64);
    assertThat(flow.layers().getFirst().activations()).isGreaterThan(0).isLessThan(1e-45);
    assertThat(flow.layers().getFirst().weights()).isGreaterThan(0).isLessThan(1e-45);
    assertThat(flow.firstToLast()).isGreaterThan(0).isLessThan(1e-45);
  }

  @ParameterizedTest
  @ValueSource(strings = {"torch", "vector"})
  void inSinglePrecisionTheScaleKeepsWhatWouldUnderflow(String engine) {
    var exact = flow("plain32", FAINT, "torch", Precision.FP64).layers();
    var single = flow("plain32", FAINT, engine, Precision.FP32).layers();
    assertThat(exact.getFirst().activations()).isLessThan(1e-40);
    for (int i = 0; i < exact.size(); i++) {
      var layer = single.get(i);
      assertThat(layer.activations() / exact.get(i).activations())
          .as(layer.path())
          .isBetween(0.999, 1.001);
      assertThat(layer.weights() / exact.get(i).weights()).as(layer.path()).isBetween(0.99, 1.01);
    }
  }

  @Test
  void aSmallStartStarvesTheFirstLayerOfAPlainNetAndNotOfAResidualOne() {
    assertThat(arriving("plain20", Condition.SMALL)).isLessThan(1e-12);
    assertThat(arriving("resnet20", Condition.SMALL)).isBetween(0.05, 5.0);
    double plain = flow("plain20", Condition.SMALL).layers().getFirst().weights();
    double residual = flow("resnet20", Condition.SMALL).layers().getFirst().weights();
    assertThat(residual / plain).isGreaterThan(1e12);
  }

  @Test
  void sigmoidsStarveAPlainNetAndNotAResidualOneWithClearShortcuts() {
    assertThat(arriving("plain20", Condition.SIGMOID)).isLessThan(1e-8);
    assertThat(arriving("resnet20", Condition.SIGMOID)).isBetween(0.01, 10.0);
  }

  @Test
  void aSigmoidBehindTheSumStarvesAResidualNetToo() {
    assertThat(arriving("resnet20", Condition.SIGMOID_EVERYWHERE)).isLessThan(1e-4);
  }

  @Test
  void withBatchNormGradientsArriveInBoth() {
    assertThat(arriving("plain20", Condition.PAPER)).isBetween(0.5, 500.0);
    assertThat(arriving("resnet20", Condition.PAPER)).isBetween(0.5, 100.0);
  }
}
