package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.ProbeReading;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.VectorEngineProvider;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** Who masks a gradient for a ReLU, and for whom. */
class DifferentiationTest {

  /** With every node looked at, each ReLU and each mask is a pass of its own. */
  @ParameterizedTest
  @CsvSource({
    "lenet5, 1x28x28",
    "mlp10, 1x28x28",
    "highway10, 1x28x28",
    "highway10_conv16, 1x28x28",
    "googlenet_paper, 3x224x224",
  })
  void lookingAtAllNodesGivesTheSameGradients(String model, String input) {
    fusionKeepsGradients(Zoo.of(model, ZooOptions.DEFAULTS.withInput(Shape.parse(input))));
  }

  /**
   * A sum hands its gradient to both of what it adds: the ReLU of one must not mask the other's.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"relu(conv)", "relu(bn)", "relu(conv) + relu(conv)", "relu(bn) + relu(conv)"})
  void theReluOfABranchLeavesTheShortcutsGradientAlone(String block) {
    var shortcut = block.contains("+") ? branch(false) : new Layer.Identity();
    var layer =
        new Layer.Chain(
            List.of(
                new Layer.Named("conv1", new Layer.Conv2d(3, 24, 3, 1, 1, 1, true)),
                new Layer.Named(
                    "block", new Layer.Residual(branch(block.contains("bn")), shortcut)),
                new Layer.Named("conv2", new Layer.Conv2d(24, 20, 3, 1, 1, 1, true)),
                new Layer.Named("avgpool", new Layer.AdaptiveAvgPool2d(1, 1)),
                new Layer.Named("flatten", new Layer.Flatten()),
                new Layer.Named("fc", new Layer.Linear(20, 10, true))));
    var initialisation = Zoo.of("resnet20").initialisation();
    fusionKeepsGradients(new Architecture("one", layer, Shape.of(3, 13, 11), 10, initialisation));
  }

  /** The sum's gradient is a probe's too, although the input's is nobody's. */
  @Test
  void theReluOfABranchLeavesTheSumsGradientAlone() {
    var conv = new Layer.Named("conv", new Layer.Conv2d(3, 3, 3, 1, 1, 1, true));
    var relu = new Layer.Named("relu", new Layer.Activation(Layer.Activation.Function.RELU));
    var layer =
        new Layer.Chain(
            List.of(
                new Layer.Named(
                    "block1",
                    new Layer.Residual(new Layer.Chain(List.of(conv, relu)), new Layer.Identity())),
                new Layer.Named(
                    "block2",
                    new Layer.Residual(new Layer.Chain(List.of(conv)), new Layer.Identity())),
                new Layer.Named("flatten", new Layer.Flatten()),
                new Layer.Named("fc", new Layer.Linear(3 * 6 * 5, 10, true))));
    var initialisation = Zoo.of("resnet20").initialisation();
    var architecture = new Architecture("one", layer, Shape.of(3, 6, 5), 10, initialisation);
    var nodes = program(architecture).outputs().nodes().keySet();
    var seen = pass(architecture, Set.of("block1.sum")).seen().get("block1.sum").gradient();
    var all = pass(architecture, nodes).seen().get("block1.sum").gradient();
    for (int i = 0; i < all.data().length; i++) {
      assertThat(seen.data()[i]).isCloseTo(all.data()[i], within(1e-6f));
    }
  }

  private static Layer branch(boolean norm) {
    var layers = new ArrayList<Layer.Named>();
    layers.add(new Layer.Named("conv", new Layer.Conv2d(24, 24, 3, 1, 1, 1, !norm)));
    if (norm) {
      layers.add(new Layer.Named("bn", new Layer.BatchNorm2d(24, 1e-5, 0.1)));
    }
    layers.add(new Layer.Named("relu", new Layer.Activation(Layer.Activation.Function.RELU)));
    return new Layer.Chain(layers);
  }

  private static void fusionKeepsGradients(Architecture architecture) {
    var fused = pass(architecture, Set.of()).gradients();
    var single = pass(architecture, program(architecture).outputs().nodes().keySet()).gradients();
    for (var key : fused.keys()) {
      var a = fused.at(key).data();
      var b = single.at(key).data();
      float largest = 0;
      float difference = 0;
      for (int i = 0; i < a.length; i++) {
        largest = Math.max(largest, Math.abs(b[i]));
        difference = Math.max(difference, Math.abs(a[i] - b[i]));
      }
      assertThat(largest).as(key).isPositive();
      assertThat(difference).as(key).isLessThanOrEqualTo(2e-5f * largest);
    }
  }

  @Test
  void noReluAndNoMaskIsAPassOfItsOwnWhereConvolutionsAndPoolsStandAround() {
    var program = program(Zoo.of("lenet5"));
    assertThat(program.ops()).noneMatch(op -> op instanceof Op.Activate);
    assertThat(program.instructions())
        .noneMatch(instruction -> instruction instanceof Instruction.ReluGradient);
  }

  private static Program program(Architecture architecture) {
    return Compiler.compile(
        architecture.layer(), architecture.input(), CompilerOptions.of(Purpose.TRAINING, 3));
  }

  private record Passed(Weights gradients, Map<String, ProbeReading> seen) {}

  private static Passed pass(Architecture architecture, Set<String> probes) {
    int size = 3;
    var input = architecture.input();
    var random = new Random(2);
    var images = new float[size * Math.toIntExact(input.elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    var targets = new Targets.Labels(new int[] {3, 7, 1});
    var batch =
        new Batch(images, new ImageShape(input.channels(), input.height(), input.width()), targets);
    var options = TrainingOptions.sgd(input, size);
    try (var engine = new VectorEngineProvider().open(EngineOptions.cpu());
        var training = engine.training(Network.create(architecture, 1), options)) {
      var result = training.accumulate(batch, StepRequest.training(0).withProbes(probes));
      return new Passed(training.gradients(), result.readings());
    }
  }
}
