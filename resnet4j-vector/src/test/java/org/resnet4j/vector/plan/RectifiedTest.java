package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.VectorEngineProvider;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** A ReLU that a convolution or a linear layer does while it writes. */
class RectifiedTest {

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
    var architecture = Zoo.of(model, ZooOptions.DEFAULTS.withInput(Shape.parse(input)));
    var fused = gradients(architecture, Set.of());
    var single = gradients(architecture, program(architecture).graph().nodes().keySet());
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
      assertThat(difference).as(key).isLessThanOrEqualTo(1e-5f * largest);
    }
  }

  @Test
  void noReluAndNoMaskIsAPassOfItsOwnWhereConvolutionsAndPoolsStandAround() {
    var program = program(Zoo.of("lenet5"));
    assertThat(program.graph().ops()).noneMatch(op -> op instanceof Op.Activate);
    assertThat(program.steps()).noneMatch(step -> step instanceof Step.Mask);
  }

  @Test
  void theBatchIsTheRowsOfALinearLayer() {
    var program = program(Zoo.of("mlp10"));
    int rows = Compiler.node(program.graph(), "flatten");
    assertThat(program.value(rows).planes()).isTrue();
    assertThat(program.value(rows).floats(8)).isZero();
  }

  private static Program program(Architecture architecture) {
    return Compiler.compile(
        architecture.layer(), architecture.input(), Mode.TRAINING, op -> true, Set.of());
  }

  private static Weights gradients(Architecture architecture, Set<String> probes) {
    int size = 3;
    var input = architecture.input();
    var random = new Random(2);
    var images = new float[size * Math.toIntExact(input.elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    var targets = new Targets.Labels(new int[] {3, 7, 1});
    var batch = new Batch(images, input.channels(), input.height(), input.width(), size, targets);
    var options = TrainingOptions.sgd(input, size);
    try (var engine = new VectorEngineProvider().open(EngineOptions.cpu());
        var training = engine.training(Network.create(architecture, 1), options)) {
      training.accumulate(batch, StepRequest.training(0).withProbes(probes));
      return training.gradients();
    }
  }
}
