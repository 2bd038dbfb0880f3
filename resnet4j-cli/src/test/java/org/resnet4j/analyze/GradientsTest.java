package org.resnet4j.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.model.Rewrite;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

class GradientsTest {
  private static final Shape INPUT = Shape.of(1, 28, 28);
  private static final TrainingOptions OPTIONS = TrainingOptions.sgd(INPUT, 4);

  /** Smooth, so that differences converge everywhere. */
  private static Network smooth(String model) {
    var base = Zoo.of(model, ZooOptions.DEFAULTS.withInput(INPUT).withClasses(10));
    var layer = Rewrite.withActivation(base.layer(), Function.TANH);
    return Network.create(new Architecture(model, layer, INPUT, 10, base.initialisation()), 3);
  }

  @Test
  void gradientsAreThoseOfFiniteDifferencesInDoublePrecision() {
    var network = smooth("resnet8");
    var batch = Samples.digits(4);
    try (var engine = Samples.torch(Precision.FP64, network.layer());
        var step = engine.training(network, OPTIONS)) {
      step.accumulate(batch, StepRequest.training(0));
      var gradients = step.gradients();
      for (var key : GradientFlow.weightedLayers(network.layer())) {
        var gradient = gradients.at(key + ".weight").data();
        int index = strongest(gradient);
        double difference = difference(engine, network, key + ".weight", index, batch);
        assertThat(gradient[index] / difference).as(key).isBetween(0.9999, 1.0001);
      }
    }
  }

  private static int strongest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = Math.abs(values[i]) > Math.abs(values[best]) ? i : best;
    }
    return best;
  }

  private static double difference(
      Engine engine, Network network, String key, int index, Batch batch) {
    float weight = network.weights().at(key).data()[index];
    float above = weight + 0x1p-11f;
    float below = weight - 0x1p-11f;
    double rise =
        loss(engine, network, key, index, above, batch)
            - loss(engine, network, key, index, below, batch);
    return rise / ((double) above - below);
  }

  private static double loss(
      Engine engine, Network network, String key, int index, float value, Batch batch) {
    var arrays = new LinkedHashMap<String, NdArray>(network.weights().arrays());
    var changed = arrays.get(key).copy();
    changed.data()[index] = value;
    arrays.put(key, changed);
    var moved = new Network(network.layer(), new Weights(arrays));
    try (var step = engine.training(moved, OPTIONS)) {
      return step.accumulate(batch, StepRequest.training(0)).loss();
    }
  }

  @Test
  void aBlocksDerivativeIsItsBranchsDerivativePlusOne() {
    var network = smooth("resnet8");
    var batch = Samples.digits(2);
    var probes = Set.of("relu", "layer1.0.sum", "layer1.0.conv1");
    try (var engine = Samples.torch(Precision.FP64, network.layer());
        var step = engine.training(network, OPTIONS)) {
      var readings = step.accumulate(batch, StepRequest.training(0).withProbes(probes)).readings();
      var whole = readings.get("relu").exact();
      var shortcut = readings.get("layer1.0.sum").exact();
      var branch =
          transposed(
              readings.get("layer1.0.conv1").gradient(),
              network.weights().at("layer1.0.conv1.weight"));
      double scale = Norms.l2(whole);
      for (int i = 0; i < whole.length; i++) {
        assertThat((whole[i] - shortcut[i] - branch[i]) / scale).isBetween(-1e-7, 1e-7);
      }
      assertThat(Norms.l2(Norms.difference(whole, shortcut))).isGreaterThan(0.01 * scale);
    }
  }

  /** The gradient at the input of a 3 × 3 convolution of stride 1 and padding 1, by hand. */
  private static double[] transposed(NdArray gradient, NdArray weight) {
    int images = gradient.shape().size(0);
    int out = gradient.shape().size(1);
    int height = gradient.shape().size(2);
    int width = gradient.shape().size(3);
    int in = weight.shape().size(1);
    var result = new double[images * in * height * width];
    for (int i = 0; i < gradient.data().length; i++) {
      int x = i % width;
      int y = i / width % height;
      int o = i / width / height % out;
      int n = i / width / height / out;
      for (int w = 0; w < in * 9; w++) {
        int atY = y + w / 3 % 3 - 1;
        int atX = x + w % 3 - 1;
        if (atY >= 0 && atY < height && atX >= 0 && atX < width) {
          result[((n * in + w / 9) * height + atY) * width + atX] +=
              (double) gradient.data()[i] * weight.data()[o * in * 9 + w];
        }
      }
    }
    return result;
  }

  @Test
  void gainsAreReadAtTheBlocksInputAndSum() {
    var network = smooth("resnet14");
    var batch = Samples.digits(2);
    try (var engine = Samples.torch(Precision.FP64, network.layer());
        var step = engine.training(network, OPTIONS);
        var again = engine.training(network, OPTIONS)) {
      var gains = BlockGain.measure(network.layer(), INPUT, step, batch, 0);
      assertThat(gains)
          .extracting(BlockGain::block)
          .containsExactly("layer1.0", "layer1.1", "layer2.1", "layer3.1");
      var probes = Set.of("layer2.0", "layer2.1.sum");
      var readings = again.accumulate(batch, StepRequest.training(0).withProbes(probes)).readings();
      var x = readings.get("layer2.0").exact();
      var s = readings.get("layer2.1.sum").exact();
      var gain = gains.get(2);
      assertThat(gain.gain()).isCloseTo(Norms.l2(x) / Norms.l2(s), within(1e-9));
      assertThat(gain.branchGain())
          .isCloseTo(Norms.l2(Norms.difference(x, s)) / Norms.l2(s), within(1e-9));
      // |x|² = |s|² + |b|² + 2 s·b, so the three numbers hang together
      double cosine = gain.alignment();
      double branch = gain.gain() * gain.gain() + 1 - 2 * gain.gain() * cosine;
      assertThat(gain.branchGain() * gain.branchGain()).isCloseTo(branch, within(1e-6));
    }
  }
}
