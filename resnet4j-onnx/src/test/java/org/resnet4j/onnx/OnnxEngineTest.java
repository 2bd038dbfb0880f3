package org.resnet4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;

/** ONNX Runtime and the engine in pure Java compute the same, at the end and in between. */
class OnnxEngineTest {

  @ParameterizedTest
  @CsvSource({
    "resnet20, layer2.0.conv1 layer2.0.sum layer3.2.relu1 layer1.0.bn2 avgpool",
    "lenet5_1998, input",
    "highway10, input"
  })
  void bothEnginesComputeTheSame(String name, String nodes) {
    var network = Network.create(Zoo.of(name), 4);
    var input = Zoo.of(name).input();
    var images = new float[(int) (3 * input.elements())];
    var random = new Random(1);
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    try (var ours = Engines.open("vector", EngineOptions.cpu(), network.layer());
        var theirs = Engines.open("onnx", EngineOptions.cpu().withThreads(2), network.layer());
        var a = ours.prediction(network);
        var b = theirs.prediction(network)) {
      int side = input.height();
      same(
          a.logits(images, 3, input.channels(), side, side),
          b.logits(images, 3, input.channels(), side, side));
      var known = Set.of(nodes.split(" +"));
      var expected = a.activations(images, 3, input.channels(), side, side, known);
      var actual = b.activations(images, 3, input.channels(), side, side, known);
      assertThat(actual).hasSameSizeAs(expected);
      expected.forEach(
          (node, array) -> {
            assertThat(actual.get(node)).extracting(NdArray::shape).isEqualTo(array.shape());
            same(array.data(), actual.get(node).data());
          });
    }
  }

  private static void same(float[] expected, float[] actual) {
    double scale = 0;
    double most = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      most = Math.max(most, Math.abs(expected[i] - actual[i]));
    }
    assertThat(actual).hasSameSizeAs(expected);
    assertThat(scale).isPositive();
    assertThat(most / scale).isLessThan(1e-4);
  }
}
