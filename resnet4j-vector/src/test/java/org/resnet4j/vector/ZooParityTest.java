package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * Every network of the zoo says on this engine what it says on libtorch. Gradients are compared on
 * a smooth twin, tanh for each ReLU: a ReLU near zero, of one sign on one engine and of the other
 * on the other, is a difference of the arithmetic, not of the engines.
 */
class ZooParityTest {

  @ParameterizedTest
  @CsvSource({
    "resnet20, 3x32x32, 4",
    "plain20, 3x32x32, 3",
    "resnet18, 3x64x64, 4",
    "lenet5, '', 5",
    "lenet5_1998, '', 3",
    "highway10, '', 3",
    "highway10_conv16, '', 2",
    "mlp10, '', 2",
  })
  void outputsAndGradientsAreLibtorchs(String model, String input, int size) {
    var architecture = Twins.architecture(model, input);
    agree(architecture, size, Precision.FP32);
  }

  /**
   * Batch norms over a handful of pixels make of the last bit the third digit, on either engine:
   * the large networks are held against float64.
   */
  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "resnet34, 3x224x224, 2",
    "resnet50, 3x96x96, 4",
    "resnet101, 3x96x96, 4",
    "resnet152, 3x96x96, 4",
    "resnet110, 3x32x32, 4",
    "plain34, 3x96x96, 4",
    "vgg11, 3x64x64, 2",
    "vgg16_bn, 3x64x64, 4",
    "vgg19, 3x32x32, 2",
    "alexnet, 3x224x224, 2",
    "alexnet_paper, 3x224x224, 2",
    "googlenet, 3x224x224, 4",
    "googlenet_paper, 3x224x224, 2",
    "highway19_cifar, '', 2",
    "highway32_cifar, '', 2",
    "highway50, '', 4",
  })
  void outputsAndGradientsOfTheLargeAreLibtorchs(String model, String input, int size) {
    var architecture = Twins.architecture(model, input);
    agree(architecture, size, Precision.FP64);
  }

  /** What is added is what the branch reads: the sum must not take its place. */
  @ParameterizedTest
  @CsvSource({"3, false", "3, true", "1, false", "1, true"})
  void aBranchOfOneConvolutionIsLibtorchs(int kernel, boolean norm) {
    var branch = new ArrayList<Layer.Named>();
    int pad = kernel / 2;
    branch.add(new Layer.Named("conv", new Layer.Conv2d(80, 80, kernel, 1, pad, 1, !norm)));
    if (norm) {
      branch.add(new Layer.Named("bn", new Layer.BatchNorm2d(80, 1e-5, 0.1)));
    }
    var layer =
        new Layer.Chain(
            List.of(
                new Layer.Named("conv1", new Layer.Conv2d(3, 80, 3, 1, 1, 1, true)),
                new Layer.Named(
                    "block", new Layer.Residual(new Layer.Chain(branch), new Layer.Identity())),
                new Layer.Named("avgpool", new Layer.AdaptiveAvgPool2d(1, 1)),
                new Layer.Named("flatten", new Layer.Flatten()),
                new Layer.Named("fc", new Layer.Linear(80, 10, true))));
    var initialisation = Twins.architecture("resnet20", "").initialisation();
    agree(
        new Architecture("one", layer, Shape.of(3, 19, 17), 10, initialisation), 3, Precision.FP32);
  }

  private static void agree(Architecture architecture, int size, Precision precision) {
    var network = Twins.network(architecture);
    var smooth = new Network(Twins.smooth(architecture.layer()), network.weights());
    var batch = Twins.batch(architecture, size);
    try (var vector = Twins.vector(2);
        var torch = Twins.torch(Precision.FP32);
        var reference = Twins.torch(precision)) {
      assertThat(Twins.error(logits(vector, network, batch), logits(torch, network, batch)))
          .as("logits")
          .isLessThan(1e-4);
      var exact = gradients(reference, smooth, architecture, batch);
      double libtorchs = Twins.worst(gradients(torch, smooth, architecture, batch), exact);
      assertThat(Twins.worst(gradients(vector, smooth, architecture, batch), exact))
          .as("gradients of the smooth network; libtorch's are off by %.1e", libtorchs)
          .isLessThan(Math.max(2e-3, 10 * libtorchs));
      // a ReLU whose sign the last bit decides moves every gradient in front of it, on both engines
      var rough = gradients(reference, network, architecture, batch);
      double theirs = Twins.median(gradients(torch, network, architecture, batch), rough);
      assertThat(Twins.median(gradients(vector, network, architecture, batch), rough))
          .as("gradients, in the median; libtorch's are off by %.1e", theirs)
          .isLessThan(Math.max(0.1, 1.5 * theirs));
    }
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
