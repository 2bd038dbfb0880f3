package org.resnet4j.export.int8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.export.ExportException;
import org.resnet4j.export.evaluate.OnnxEvaluator;
import org.resnet4j.export.onnx.ExportedNetworks;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxFile;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxOptions;
import org.resnet4j.export.onnx.OnnxReader;
import org.resnet4j.export.onnx.OnnxRuntime;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** Graphs in 8 bits are computed by runtimes in integers, and say what the network says. */
final class QuantiserTest {
  private static final int IMAGES = 4;

  private static final Map<String, Case> CASES = new HashMap<>();

  @TempDir Path folder;

  /** A network with few classes, ranges of its values, and what it is in 8 bits. */
  private record Case(
      Network network, Shape input, RangeChoice choice, Quantiser.Quantised quantised) {
    static Case of(String name, int side) {
      return CASES.computeIfAbsent(name + " " + side, key -> made(small(name, side)));
    }

    private static Case made(Architecture architecture) {
      var network = ExportedNetworks.trained(architecture);
      var input = architecture.input();
      var choice = QuantiserTest.choice(network, input, RangeRule.MIN_MAX);
      return new Case(
          network, input, choice, Quantiser.quantise(floats(network, input), choice.ranges()));
    }
  }

  private static Batch images(Shape input) {
    var random = new Random(3);
    var numbers = new float[Math.toIntExact(IMAGES * input.elements())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    var shape = new ImageShape(input.channels(), input.height(), input.width());
    return new Batch(numbers, shape, new Targets.Labels(new int[IMAGES]));
  }

  private static RangeChoice choice(Network network, Shape input, RangeRule rule) {
    try (var engine = Engines.open("vector", EngineOptions.cpu(), network.layer())) {
      var images = List.of(images(input));
      return RangeChoice.of(network, input, engine, images, Optional.of(rule));
    }
  }

  private static OnnxModel floats(Network network, Shape input) {
    var options = OnnxOptions.DEFAULTS.withFoldedBatchNorm();
    return OnnxExporter.export("network", network, input, options);
  }

  private static Map<String, Long> operators(OnnxModel model) {
    return model.nodes().stream()
        .map(OnnxNode::operator)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static double away(float[] expected, float[] actual) {
    double difference = 0;
    double whole = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow((double) expected[i] - actual[i], 2);
      whole += Math.pow(expected[i], 2);
    }
    return Math.sqrt(difference / whole);
  }

  /** Operators that are left in floats have no kernel for integers, or lie before the first one. */
  @ParameterizedTest
  @CsvSource({
    "resnet20, 32, QLinearConv, 18, Conv, 1",
    "resnet20, 32, QLinearAdd, 9, Add, 0",
    "resnet20, 32, QLinearGlobalAveragePool, 1, Relu, 0",
    "googlenet, 64, QLinearConcat, 9, Concat, 0",
    "alexnet_paper, 224, QLinearConv, 4, LRN, 2",
    "lenet5, 28, QLinearConv, 1, Conv, 1",
  })
  void aRuntimeComputesInIntegers(
      String name, int side, String operator, long count, String left, long floats)
      throws Exception {
    OnnxFile.write(folder.resolve("a.onnx"), Case.of(name, side).quantised().model());
    OnnxRuntime.optimise(folder.resolve("a.onnx"), folder.resolve("b.onnx"));
    var used = operators(OnnxReader.read(folder.resolve("b.onnx")));
    assertThat(used).containsEntry(operator, count);
    assertThat(used.getOrDefault(left, 0L)).as(left).isEqualTo(floats);
  }

  /** Of bytes that do not come from a convolution of bytes the runtime takes it far more slowly. */
  @ParameterizedTest
  @CsvSource({"resnet18, 64", "alexnet, 96"})
  void theMaximumBehindTheFirstConvolutionIsOfFloats(String name, int side) throws Exception {
    OnnxFile.write(folder.resolve("a.onnx"), Case.of(name, side).quantised().model());
    OnnxRuntime.optimise(folder.resolve("a.onnx"), folder.resolve("b.onnx"));
    var nodes = OnnxReader.read(folder.resolve("b.onnx")).nodes();
    var maximum = nodes.stream().filter(node -> node.operator().equals("MaxPool")).findFirst();
    var taken = maximum.orElseThrow().inputs().getFirst();
    var before = nodes.stream().filter(node -> node.output().equals(taken)).findFirst();
    assertThat(before.orElseThrow().operator()).isEqualTo("Conv");
  }

  private static Architecture small(String name, int side) {
    int channels = Zoo.of(name).input().channels();
    var input = Shape.of(channels, side, side);
    return Zoo.of(name, ZooOptions.DEFAULTS.withInput(input).withClasses(10));
  }

  /** The runtime's sums are integers, ours too; only a product on the edge rounds elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "resnet20, 32",
    "googlenet, 64",
    "lenet5, 28",
    "lenet5_1998, 32",
    "highway10, 28",
    "mlp10, 28",
    "plain20, 32"
  })
  void theEvaluationIsTheRuntimes(String name, int side) throws Exception {
    var tried = Case.of(name, side);
    var input = tried.input();
    OnnxFile.write(folder.resolve("a.onnx"), tried.quantised().model());
    var x = images(input).images();
    var read = OnnxReader.read(folder.resolve("a.onnx"));
    float[] ours = OnnxEvaluator.run(read, x, IMAGES);
    try (var runtime = new OnnxRuntime(folder.resolve("a.onnx"))) {
      float[] theirs = runtime.run(x, IMAGES, input.channels(), side, side);
      assertThat(away(ours, theirs)).isLessThan(0.02);
    }
    float[] floats = OnnxEvaluator.run(floats(tried.network(), input), x, IMAGES);
    assertThat(away(floats, ours))
        .isLessThan(0.15)
        .isCloseTo(tried.choice().errors().get(RangeRule.MIN_MAX), within(1e-3));
    assertThat(tried.quantised().integers()).isBetween(1, tried.quantised().weighted());
  }

  @Test
  void weightsTakeAQuarter() {
    var network = ExportedNetworks.trained(Zoo.of("resnet20"));
    var input = Shape.of(3, 32, 32);
    var model =
        Quantiser.quantise(
                floats(network, input), choice(network, input, RangeRule.ENTROPY).ranges())
            .model();
    OnnxFile.write(folder.resolve("a.onnx"), model);
    assertThat(folder.resolve("a.onnx").toFile().length()).isBetween(270_000L, 360_000L);
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    var network = ExportedNetworks.trained(Zoo.of("lenet5"));
    network.weights().arrays().values().iterator().next().data()[0] = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> choice(network, Shape.of(1, 28, 28), RangeRule.MIN_MAX))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("is not finite on the calibration images");
  }
}
