package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.resnet4j.vector.plan.Passes.chain;
import static org.resnet4j.vector.plan.Passes.conv;
import static org.resnet4j.vector.plan.Passes.named;
import static org.resnet4j.vector.plan.Passes.names;
import static org.resnet4j.vector.plan.Passes.norm;
import static org.resnet4j.vector.plan.Passes.op;
import static org.resnet4j.vector.plan.Passes.relu;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.engine.EngineException;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.model.ShapeException;
import org.resnet4j.model.Shapes;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Value;
import org.resnet4j.vector.program.WeightSource;
import org.resnet4j.zoo.Zoo;

/** From the tree to operations. */
class LoweringTest {
  private static final Shape INPUT = Shape.of(16, 9, 7);
  private static final CompilerOptions TRAINING = CompilerOptions.of(Purpose.TRAINING, 2);

  @Test
  void aBlockIsItsLayersInOrderAndTheirSum() {
    assertThat(names(Lowering.lower(Passes.block(16), INPUT, TRAINING)))
        .containsExactly(
            "Convolve conv1",
            "NormaliseBatch bn1",
            "Activate relu1",
            "Convolve conv2",
            "NormaliseBatch bn2",
            "Add ",
            "Activate relu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet50", "googlenet", "lenet5_1998", "highway10_conv16", "alexnet"})
  void everyNodeHasTheShapeThatTheModelInfers(String model) {
    var architecture = Zoo.of(model);
    var program = Lowering.lower(architecture.layer(), architecture.input(), TRAINING);
    var trace = Shapes.trace(architecture.layer(), architecture.input());
    assertThat(trace).isNotEmpty();
    for (var node : trace) {
      var value = program.value(program.outputs().node(node.path()));
      boolean outermost = trace.stream().filter(n -> n.path().equals(node.path())).count() == 1;
      if (outermost) {
        assertThat(value).as(node.path()).isEqualTo(Value.of(value.id(), node.out()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3x16x16", "1x224x224"})
  void whatDoesNotFitIsRefusedInTheModelsWords(String input) {
    var layer = Zoo.of("alexnet").layer();
    var shape = Shape.parse(input);
    var expected = catchThrowable(() -> Shapes.infer(layer, shape));
    assertThat(expected).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Lowering.lower(layer, shape, TRAINING))
        .isInstanceOf(ShapeException.class)
        .hasMessage(expected.getMessage());
  }

  @Test
  void everyConvolutionBeginsAsAGatheredProductOfDenseWeights() {
    var architecture = Zoo.of("resnet50");
    var program = Lowering.lower(architecture.layer(), architecture.input(), TRAINING);
    assertThat(program.ops())
        .filteredOn(Op.Convolve.class::isInstance)
        .hasSize(54)
        .allSatisfy(
            op -> {
              var conv = (Op.Convolve) op;
              assertThat(conv.algorithm()).isEqualTo(Algorithm.GATHER);
              assertThat(conv.weights()).isEqualTo(new WeightSource.Dense());
            });
  }

  @Test
  void aLinearLayerIsAConvolutionOfOnePixel() {
    var layer = chain(named("fc", new Layer.Linear(20, 7, true)));
    var fc = op(Lowering.lower(layer, Shape.of(20), TRAINING), Op.Convolve.class, "fc");
    assertThat(fc.shape().input().pixels()).isOne();
    assertThat(fc.shape().weights()).isEqualTo(140);
    assertThat(fc.parameters()).containsExactly("weight", "bias");
  }

  @Test
  void headsAndDropoutAreThereInTrainingAlone() {
    var architecture = Zoo.of("googlenet");
    for (var purpose : Purpose.values()) {
      boolean training = purpose == Purpose.TRAINING;
      var options = CompilerOptions.of(purpose, 2);
      var program = Lowering.lower(architecture.layer(), architecture.input(), options);
      assertThat(program.outputs().losses()).hasSize(training ? 3 : 1);
      assertThat(program.ops().stream().anyMatch(Op.Drop.class::isInstance)).isEqualTo(training);
    }
  }

  @Test
  void aNormTakesTheBatchsStatisticsInTrainingUnlessItIsFrozen() {
    var layer = chain(conv("conv", 16, 16), norm("bn", 16), relu("relu"));
    assertThat(statistics(layer, TRAINING)).isEqualTo(Op.Statistics.BATCH);
    var frozen = TRAINING.training(key -> key.startsWith("conv"));
    assertThat(statistics(layer, frozen)).isEqualTo(Op.Statistics.RUNNING);
    for (var purpose : Set.of(Purpose.GRADIENTS, Purpose.PREDICTION)) {
      assertThat(statistics(layer, CompilerOptions.of(purpose, 2)))
          .isEqualTo(Op.Statistics.RUNNING);
    }
  }

  private static Op.Statistics statistics(Layer layer, CompilerOptions options) {
    return op(Lowering.lower(layer, INPUT, options), Op.NormaliseBatch.class, "bn").statistics();
  }

  @Test
  void aProbeOfNoNodeIsToldTheNodesThereAre() {
    var options = TRAINING.withProbes(Set.of("conv3"));
    assertThatThrownBy(() -> Lowering.lower(Passes.block(16), INPUT, options))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("'conv3'")
        .hasMessageContaining("conv1 conv2 downsample input relu relu1 sum");
  }
}
