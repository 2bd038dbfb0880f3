package org.resnet4j.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.model.Shapes;
import org.resnet4j.weights.Initialiser;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

class FullyConvolutionalTest {
  private static final int MAPS = 2;
  private static final int HIDDEN = 5;
  private static final int CLASSES = 3;

  @Test
  void aResNetIsFullyConvolutionalAlready() {
    var network = zoo("resnet18");
    assertThat(FullyConvolutional.of(network)).isSameAs(network);
  }

  @Test
  void alexNetsLinearLayersBecomeConvolutions() {
    var network = zoo("alexnet");
    var converted = FullyConvolutional.of(network);
    var weights = converted.weights();
    assertThat(weights.at("classifier.1.weight").shape()).isEqualTo(Shape.of(4096, 256, 6, 6));
    assertThat(weights.at("classifier.4.weight").shape()).isEqualTo(Shape.of(4096, 4096, 1, 1));
    assertThat(weights.at("classifier.6.weight").shape()).isEqualTo(Shape.of(3, 4096, 1, 1));
    for (var size : new int[][] {{224, 224}, {256, 320}, {480, 640}}) {
      var out = Shapes.infer(converted.layer(), Shape.of(3, size[0], size[1]));
      assertThat(out).isEqualTo(Shape.of(3));
    }
    assertThat(Parameters.count(converted.layer())).isEqualTo(Parameters.count(network.layer()));
  }

  /** On a map of 3 × 4, the classifier of 2 × 2 windows has 2 × 3 places. */
  @Test
  void theAnswerIsTheMeanOfTheClassifierAtEveryPlace() {
    var network = classifier();
    var converted = FullyConvolutional.of(network).weights();
    var x = random(new Random(7), MAPS * 3 * 4);
    var expected = new double[CLASSES];
    var said = new double[CLASSES];
    for (int top = 0; top < 2; top++) {
      for (int left = 0; left < 3; left++) {
        var linear = linearAt(network.weights(), x, top, left);
        var convolved = convolvedAt(converted, x, top, left);
        for (int k = 0; k < CLASSES; k++) {
          expected[k] += linear[k] / 6;
          said[k] += convolved[k] / 6;
        }
      }
    }
    assertThat(said).containsExactly(expected, within(1e-6));
    var chain = (Chain) ((Chain) FullyConvolutional.of(network).layer()).layers().get(0).layer();
    assertThat(chain.layers().get(2).layer()).isEqualTo(new Conv2d(MAPS, HIDDEN, 2, 1, 0, true));
    assertThat(chain.layers().get(4).layer()).isEqualTo(new Conv2d(HIDDEN, CLASSES, 1, 1, 0, true));
  }

  /** The window flattened as Flatten does, then linear, ReLU, linear. */
  private static double[] linearAt(Weights weights, float[] x, int top, int left) {
    var window = new float[MAPS * 4];
    for (int i = 0; i < window.length; i++) {
      window[i] = x[(i / 4 * 3 + top + i / 2 % 2) * 4 + left + i % 2];
    }
    var hidden = new double[HIDDEN];
    for (int h = 0; h < HIDDEN; h++) {
      hidden[h] = weights.at("fc1.bias").data()[h];
      for (int i = 0; i < window.length; i++) {
        hidden[h] += weights.at("fc1.weight").data()[h * window.length + i] * window[i];
      }
    }
    return last(weights, hidden);
  }

  /** The convolution's own indices: (out, in, kernel, kernel). */
  private static double[] convolvedAt(Weights weights, float[] x, int top, int left) {
    var kernel = weights.at("fc1.weight");
    var sizes = kernel.shape();
    var hidden = new double[sizes.size(0)];
    for (int h = 0; h < hidden.length; h++) {
      hidden[h] = weights.at("fc1.bias").data()[h];
      int at = h * sizes.size(1) * sizes.size(2) * sizes.size(3);
      for (int c = 0; c < sizes.size(1); c++) {
        for (int y = 0; y < sizes.size(2); y++) {
          for (int z = 0; z < sizes.size(3); z++) {
            hidden[h] += kernel.data()[at++] * x[(c * 3 + top + y) * 4 + left + z];
          }
        }
      }
    }
    return last(weights, hidden);
  }

  private static double[] last(Weights weights, double[] hidden) {
    var out = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      out[k] = weights.at("fc2.bias").data()[k];
      for (int h = 0; h < HIDDEN; h++) {
        out[k] += weights.at("fc2.weight").data()[k * HIDDEN + h] * Math.max(0, hidden[h]);
      }
    }
    return out;
  }

  private static Network classifier() {
    var layer =
        Layers.chain()
            .add("avgpool", new Layer.AdaptiveAvgPool2d(2, 2))
            .add("flatten", new Layer.Flatten())
            .add("fc1", new Layer.Linear(MAPS * 4, HIDDEN))
            .add("relu", Layers.relu())
            .add("fc2", new Layer.Linear(HIDDEN, CLASSES))
            .build();
    var random = new Random(2);
    var arrays = new LinkedHashMap<String, NdArray>();
    for (var parameter : Parameters.of(layer)) {
      var data = random(random, (int) parameter.shape().elements());
      arrays.put(parameter.key(), new NdArray(parameter.shape(), data));
    }
    return new Network(layer, new Weights(arrays));
  }

  private static float[] random(Random random, int length) {
    var data = new float[length];
    for (int i = 0; i < length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return data;
  }

  private static Network zoo(String name) {
    var architecture = Zoo.of(name, ZooOptions.DEFAULTS.withClasses(3));
    return new Network(architecture.layer(), Initialiser.draw(architecture, 1));
  }
}
