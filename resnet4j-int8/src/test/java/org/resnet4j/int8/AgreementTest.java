package org.resnet4j.int8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resnet4j.model.Layers.batchNorm;
import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.conv3x3;
import static org.resnet4j.model.Layers.globalAvgPool;
import static org.resnet4j.model.Layers.relu;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.export.evaluate.OnnxEvaluator;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxType;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Identity;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.PaddedIdentity;
import org.resnet4j.model.Layer.Residual;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.Shortcut;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** What is computed is what the graph says: held against the standard's definitions. */
final class AgreementTest {
  /**
   * With random weights one byte that rounds elsewhere, a sum on the edge, spreads from layer to
   * layer: one in the second stage of ResNet-18 moves logits by 3 %.
   */
  private static final double DEEP = 0.05;

  private static float[] ours(QuantisedNetwork network, OnnxModel model, int threads) {
    var in = network.input();
    try (var predictor = new Int8Runtime().open(model, threads)) {
      return predictor.logits(
          network.images(), network.count(), in.channels(), in.height(), in.width());
    }
  }

  /** The largest difference, relative to the largest number. */
  private static double difference(float[] expected, float[] actual) {
    assertThat(actual).hasSameSizeAs(expected);
    double most = 0;
    double scale = 0;
    for (int i = 0; i < expected.length; i++) {
      most = Math.max(most, Math.abs(expected[i] - actual[i]));
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    return most / scale;
  }

  private static void agrees(QuantisedNetwork network) {
    agrees(network, 0.02);
  }

  private static void agrees(QuantisedNetwork network, double most) {
    float[] expected = OnnxEvaluator.run(network.model(), network.images(), network.count());
    assertThat(difference(expected, ours(network, network.model(), 2))).isLessThan(most);
  }

  @ParameterizedTest
  @CsvSource({"resnet20, 16", "plain20, 16", "lenet5, 28", "lenet5_1998, 32", "highway10, 28"})
  void theLogitsAreThoseOfTheGraph(String name, int side) {
    agrees(QuantisedNetwork.zoo(name, side, 2));
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "resnet18, 64",
    "resnet34, 32",
    "resnet50, 32",
    "vgg11, 32",
    "vgg16_bn, 32",
    "googlenet, 32",
    "alexnet, 64",
    "alexnet_paper, 224",
    "resnet56, 32"
  })
  void theLogitsOfLargeNetworksAreThoseOfTheGraph(String name, int side) {
    agrees(QuantisedNetwork.zoo(name, side, 2), DEEP);
  }

  /** The graph takes the maximum of floats, which is the same. */
  @Test
  void theMaximumBehindTheFirstConvolutionIsOfBytes() {
    var runtime = new Int8Runtime(EngineOptions.Kernels.PORTABLE);
    var plan = runtime.plan(QuantisedNetwork.zoo("resnet18", 32, 1).model(), 1).orElseThrow();
    assertThat(plan)
        .contains("convolution 7 × 7, stride 2 of floats + ReLU")
        .contains("maximum 3 × 3, stride 2")
        .doesNotContain("MaxPool of floats");
  }

  @ParameterizedTest
  @CsvSource({"A", "B", "C"})
  void everyShortcutIsComputed(Shortcut shortcut) {
    var options = ZooOptions.DEFAULTS.withInput(Shape.of(3, 16, 16)).withShortcut(shortcut);
    agrees(QuantisedNetwork.of(Zoo.of("resnet20", options), 2));
  }

  /** A product on the edge rounds elsewhere: a byte is one away, and what follows may be. */
  @Test
  void everyMapIsTheGraphsToAQuantum() {
    var network = QuantisedNetwork.zoo("resnet20", 16, 2);
    network
        .upToEachMap()
        .forEach(
            (map, graph) -> {
              float quantum = network.quantum(map);
              float[] expected = OnnxEvaluator.run(graph, network.images(), network.count());
              float[] actual = ours(network, giving(graph, expected.length / 2), 2);
              int away = 0;
              for (int i = 0; i < expected.length; i++) {
                double steps = Math.abs(expected[i] - actual[i]) / quantum;
                assertThat(steps).as("%s[%d]", map, i).isLessThan(1.01);
                away += steps > 0.5 ? 1 : 0;
              }
              assertThat(away / (double) expected.length).as(map).isLessThan(0.002);
            });
  }

  private static OnnxModel giving(OnnxModel graph, int numbers) {
    var output = new OnnxModel.Value(graph.output().name(), OnnxType.FLOAT, List.of(numbers));
    return new OnnxModel(
        graph.name(), graph.nodes(), graph.constants(), graph.input(), output, Map.of());
  }

  /** Norm and ReLU before the convolutions (He et al. 2016): tables of bytes. */
  @Test
  void networksOfPreActivationAreComputed() {
    var tree =
        chain()
            .add("conv", conv3x3(3, 8, 1))
            .add("one", new Residual(preActivation(8, 8, 1), new Identity()))
            .add("two", new Residual(preActivation(8, 16, 2), new PaddedIdentity(8, 16, 2)))
            .add("bn", batchNorm(16))
            .add("relu", relu())
            .add("pool", globalAvgPool())
            .add("flatten", new Flatten())
            .add("fc", new Linear(16, 10))
            .build();
    var input = Shape.of(3, 16, 16);
    agrees(
        QuantisedNetwork.of(
            new Architecture("preact", tree, input, 10, Initialisation.DEFAULT), 2));
  }

  private static Layer preActivation(int in, int width, int stride) {
    return chain()
        .add("bn1", batchNorm(in))
        .add("relu1", relu())
        .add("conv1", conv3x3(in, width, stride))
        .add("bn2", batchNorm(width))
        .add("relu2", relu())
        .add("conv2", conv3x3(width, width, 1))
        .build();
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    var network = QuantisedNetwork.zoo("resnet20", 16, 3);
    assertThat(ours(network, network.model(), 3))
        .isEqualTo(ours(network, network.model(), 1))
        .isEqualTo(ours(network, network.model(), 8));
  }
}
