package org.resnet4j.vector.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.vector.VectorEngineProvider;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;

/** What executables of one network share of its weights, and what not. */
class PackedWeightsTest {
  private final Network network = Network.create(Zoo.of("resnet8"), 1);
  private final float[] images = images(5);

  private static float[] images(int size) {
    var random = new Random(2);
    var images = new float[size * 3 * 32 * 32];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    return images;
  }

  /** For a probe on a convolution the norm behind it is not folded: other weights. */
  @ParameterizedTest
  @ValueSource(strings = {"conv1", "layer1.0.conv2", "layer2.0.bn1"})
  void lookingAtAConvolutionLeavesLaterPredictionsAlone(String node) {
    try (var engine = new VectorEngineProvider().open(EngineOptions.cpu());
        var fresh = engine.prediction(network);
        var looked = engine.prediction(network)) {
      var expected = fresh.logits(images, 5, 3, 32, 32);
      looked.activations(images, 5, 3, 32, 32, Set.of(node));
      assertThat(looked.logits(images, 5, 3, 32, 32)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv1", "layer1.0.conv2", "layer2.0.bn1"})
  void anEarlierPredictionLeavesWhatIsSeenAlone(String node) {
    try (var engine = new VectorEngineProvider().open(EngineOptions.cpu());
        var fresh = engine.prediction(network);
        var used = engine.prediction(network)) {
      var expected = fresh.activations(images, 5, 3, 32, 32, Set.of(node)).get(node);
      used.logits(images, 5, 3, 32, 32);
      var seen = used.activations(images, 5, 3, 32, 32, Set.of(node)).get(node);
      assertThat(seen.data()).isEqualTo(expected.data());
    }
  }

  @Test
  void anotherBatchSizeLeavesThemAlone() {
    try (var engine = new VectorEngineProvider().open(EngineOptions.cpu());
        var fresh = engine.prediction(network);
        var used = engine.prediction(network)) {
      var expected = fresh.logits(images, 5, 3, 32, 32);
      used.logits(images(1), 1, 3, 32, 32);
      assertThat(used.logits(images, 5, 3, 32, 32)).isEqualTo(expected);
    }
  }
}
