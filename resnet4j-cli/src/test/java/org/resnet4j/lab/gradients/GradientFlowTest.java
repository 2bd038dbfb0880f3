package org.resnet4j.lab.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.resnet4j.analyze.GradientFlow;
import org.resnet4j.analyze.Samples;
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
      return GradientFlow.measure(layer, step, Samples.digits(16), 0);
    }
  }

  private static double arriving(String model, Condition condition) {
    return flow(model, condition).firstToLast();
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
