package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/** Every network of the zoo says on this engine what it says on libtorch. */
class ZooParityTest {

  @ParameterizedTest
  @CsvSource({
    "resnet20, 3x32x32, 4",
    "plain20, 3x32x32, 3",
    "resnet18, 3x64x64, 4",
    "resnet50, 3x64x64, 4",
    "googlenet, 3x64x64, 2",
    "lenet5, '', 5",
    "lenet5_1998, '', 3",
    "highway10, '', 3",
    "highway10_conv16, '', 2",
    "highway19_cifar, '', 2",
    "mlp10, '', 2",
  })
  void outputsAndGradientsAreLibtorchs(String model, String input, int size) {
    agree(model, input, size);
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "resnet34, 3x224x224, 2",
    "resnet101, 3x96x96, 2",
    "resnet152, 3x96x96, 2",
    "resnet110, 3x32x32, 2",
    "plain34, 3x96x96, 2",
    "vgg11, 3x64x64, 2",
    "vgg16_bn, 3x64x64, 2",
    "vgg19, 3x32x32, 2",
    "alexnet, 3x224x224, 2",
    "alexnet_paper, 3x224x224, 2",
    "googlenet, 3x224x224, 2",
    "googlenet_paper, 3x224x224, 2",
    "highway32_cifar, '', 2",
    "highway50, '', 4",
  })
  void outputsAndGradientsOfTheLargeAreLibtorchs(String model, String input, int size) {
    agree(model, input, size);
  }

  private static void agree(String model, String input, int size) {
    var architecture = Twins.architecture(model, input);
    var network = Twins.network(architecture);
    var batch = Twins.batch(architecture, size);
    try (var vector = Twins.vector(2);
        var torch = Twins.torch(Precision.FP32)) {
      assertThat(Twins.error(logits(vector, network, batch), logits(torch, network, batch)))
          .as("logits")
          .isLessThan(1e-4);
      var smooth = new Network(Twins.smooth(architecture.layer()), network.weights());
      gradientsAgree(vector, torch, architecture, smooth, batch, 2e-3);
      // a ReLU's gradient jumps where the last bit decides a sign, on either engine
      gradientsAgree(vector, torch, architecture, network, batch, 0.1);
    }
  }

  /**
   * Against float64, every gradient is within the tolerance, or else (a batch norm over a handful
   * of pixels makes of the last bit the third digit) not much further off than libtorch's in
   * float32.
   */
  private static void gradientsAgree(
      Engine vector,
      Engine torch,
      Architecture architecture,
      Network network,
      Batch batch,
      double tolerance) {
    Weights exact;
    try (var reference = Twins.torch(Precision.FP64)) {
      exact = gradients(reference, network, architecture, batch);
    }
    double ours = Twins.worst(gradients(vector, network, architecture, batch), exact);
    double libtorchs = Twins.worst(gradients(torch, network, architecture, batch), exact);
    assertThat(ours)
        .as("gradients against float64; libtorch's are off by %.1e", libtorchs)
        .isLessThan(Math.max(tolerance, 10 * libtorchs));
  }

  private static float[] logits(Engine engine, Network network, Batch batch) {
    try (var predictor = engine.prediction(network)) {
      return predictor.logits(
          batch.images(), batch.size(), batch.channels(), batch.height(), batch.width());
    }
  }

  private static Weights gradients(
      Engine engine, Network network, Architecture architecture, Batch batch) {
    var options = TrainingOptions.sgd(architecture.input(), batch.size());
    try (var step = engine.training(network, options)) {
      step.accumulate(batch, StepRequest.training(7));
      return step.gradients();
    }
  }
}
