package org.resnet4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.model.ShapeException;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/** Each layer against its formula, computed by hand or by plain loops. */
class LayersTest {
  private static Engine engine;

  @BeforeAll
  static void open() {
    engine = Fixtures.engine(Precision.FP32);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @ParameterizedTest
  @CsvSource({"3,1,1,1", "3,2,1,1", "1,2,0,1", "5,1,2,2", "3,1,0,4"})
  void convolutionIsThePlainSum(int kernel, int stride, int padding, int groups) {
    int in = 4;
    int out = 8;
    int size = 7;
    var layer = new Conv2d(in, out, kernel, stride, padding, groups, true);
    var network = Fixtures.network(layer, 3);
    var x = Fixtures.normals(in * size * size, 4);
    var w = network.weights().at("weight").data();
    var b = network.weights().at("bias").data();
    int side = (size + 2 * padding - kernel) / stride + 1;
    var y = new double[out * side * side];
    for (int i = 0; i < y.length; i++) {
      int o = i / (side * side);
      y[i] = b[o];
      for (int c = 0; c < in / groups; c++) {
        for (int k = 0; k < kernel * kernel; k++) {
          int row = i / side % side * stride + k / kernel - padding;
          int column = i % side * stride + k % kernel - padding;
          if (row >= 0 && row < size && column >= 0 && column < size) {
            int channel = o / (out / groups) * (in / groups) + c;
            y[i] +=
                (double) w[(o * (in / groups) + c) * kernel * kernel + k]
                    * x[(channel * size + row) * size + column];
          }
        }
      }
    }
    assertClose(run(network, x, in, size, size), y);
  }

  @Test
  void partialConvolutionSeesOnlyItsConnections() {
    var table = List.of(List.of(0, 2), List.of(1), List.of(0, 1, 2));
    var network = Fixtures.network(new PartialConv2d(3, 2, table), 3);
    var x = Fixtures.normals(27, 4);
    var w = network.weights().at("weight").data();
    var b = network.weights().at("bias").data();
    var y = new double[3 * 4];
    int kernel = 0;
    for (int o = 0; o < 3; o++) {
      for (int p = 0; p < 4; p++) {
        y[o * 4 + p] = b[o];
      }
      for (int c : table.get(o)) {
        for (int p = 0; p < 4; p++) {
          for (int k = 0; k < 4; k++) {
            y[o * 4 + p] +=
                (double) w[kernel * 4 + k] * x[c * 9 + (p / 2 + k / 2) * 3 + p % 2 + k % 2];
          }
        }
        kernel++;
      }
    }
    assertClose(run(network, x, 3, 3, 3), y);
  }

  @Test
  void batchNormInEvaluationUsesTheRunningStatistics() {
    var weights = arrays(Map.of("weight", 2f, "bias", 1f, "running_mean", 3f, "running_var", 4f));
    var network = network(new BatchNorm2d(1, 0, 0.1), weights);
    assertClose(run(network, new float[] {3, 5, 7, 1}, 1, 2, 2), 1, 3, 5, -1);
  }

  @Test
  void subsamplingIsTheWindowsSumTimesItsCoefficientPlusItsBias() {
    var network = network(new Subsampling(1), arrays(Map.of("weight", 0.5f, "bias", 10f)));
    assertClose(run(network, new float[] {1, 2, 5, 6, 3, 4, 7, 8}, 1, 2, 4), 15, 23);
  }

  @Test
  void radialBasisIsMinusTheSquaredDistanceToEachCode() {
    var codes = new NdArray(Shape.of(2, 3), new float[] {1, 1, 1, -1, 1, -1});
    var layer = Layers.chain(new Flatten(), new RadialBasis(3, 2));
    var network = new Network(layer, new Weights(Map.of("1.codes", codes)));
    assertClose(run(network, new float[] {0, 1, 3}, 3, 1, 1), -5, -17);
  }

  @Test
  void activationsAreTheirFormulas() {
    assertActivation(Function.RELU, x -> Math.max(0, x));
    assertActivation(Function.TANH, Math::tanh);
    assertActivation(Function.SIGMOID, x -> 1 / (1 + Math.exp(-x)));
    assertActivation(Function.SCALED_TANH, x -> 1.7159 * Math.tanh(2 * x / 3.0));
  }

  @Test
  void maxPoolCountsAPartialWindowOnlyWithCeil() {
    var x = new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    assertClose(run(new MaxPool2d(3, 2, 0, false), x, 1, 4, 4), 11);
    assertClose(run(new MaxPool2d(3, 2, 0, true), x, 1, 4, 4), 11, 12, 15, 16);
  }

  @Test
  void maxPoolsPaddingNeverWins() {
    assertClose(run(new MaxPool2d(3, 2, 1, false), new float[] {-1, -2, -3, -4}, 1, 2, 2), -1);
  }

  @Test
  void averagePoolCountsItsPadding() {
    assertClose(run(new AvgPool2d(2, 2, 1), new float[] {4, 8, 12, 16}, 1, 2, 2), 1, 2, 3, 4);
  }

  @Test
  void adaptiveAveragePoolMeansNearlyEqualWindows() {
    assertClose(run(new AdaptiveAvgPool2d(1, 2), new float[] {1, 2, 6, 3, 4, 8}, 1, 2, 3), 2.5, 5);
    assertClose(run(new AdaptiveAvgPool2d(1, 1), new float[] {1, 2, 3, 6}, 1, 2, 2), 3);
  }

  @Test
  void localResponseNormSumsTheNeighbouringSquares() {
    var x = new float[] {1, 2, 3, 4, 5, 6};
    var y = new double[6];
    for (int c = 0; c < 6; c++) {
      double sum = 0;
      for (int i = Math.max(0, c - 2); i <= Math.min(5, c + 2); i++) {
        sum += x[i] * x[i];
      }
      y[c] = x[c] / Math.pow(2 + 0.1 * sum, 0.75);
    }
    assertClose(run(new LocalResponseNorm(5, 0.1, 0.75, 2), x, 6, 1, 1), y);
  }

  @Test
  void paddedIdentityTakesEverySecondPixelAndAddsChannelsOfZerosOnBothSides() {
    var x = new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertClose(
        run(new PaddedIdentity(1, 4, 2), x, 1, 3, 3),
        0,
        0,
        0,
        0,
        1,
        3,
        7,
        9,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0);
  }

  @Test
  void concatPutsBranchesOneBehindAnother() {
    var layer =
        new Concat(
            List.of(
                new Named("a", new Identity()),
                new Named("b", new Activation(Function.RELU)),
                new Named("c", new Identity())));
    assertClose(run(layer, new float[] {-1, 2}, 1, 1, 2), -1, 2, 0, 2, -1, 2);
  }

  @Test
  void highwayMixesTransformAndInputByTheGate() {
    var layer = new Highway(new Activation(Function.RELU), new Activation(Function.SIGMOID), 0);
    double t = 1 / (1 + Math.exp(2));
    assertClose(run(layer, new float[] {-2, 0}, 2, 1, 1), 0 * t - 2 * (1 - t), 0);
  }

  @Test
  void zeroGammaAndBetaMakeAnIdentityBlockRelu() {
    var block = Fixtures.network(Fixtures.block(4, new Identity()), 5);
    java.util.Arrays.fill(block.weights().at("bn2.weight").data(), 0);
    java.util.Arrays.fill(block.weights().at("bn2.bias").data(), 0);
    var x = Fixtures.normals(4 * 5 * 5, 6);
    var relu = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      relu[i] = Math.max(0, x[i]);
    }
    assertThat(run(block, x, 4, 5, 5)).containsExactly(toFloats(relu));
  }

  @Test
  void aBranchThatBeginsWithReluLeavesTheShortcutItsInput() {
    var branch = Layers.chain(Layers.relu(), new Conv2d(1, 1, 1, 1, 0, false));
    var layer =
        Layers.chain(new Conv2d(1, 1, 1, 1, 0, false), new Residual(branch, new Identity()));
    var one = new NdArray(Shape.of(1, 1, 1, 1), new float[] {1});
    var network = new Network(layer, new Weights(Map.of("0.weight", one, "1.1.weight", one)));
    assertClose(run(network, new float[] {-2, 3}, 1, 1, 2), -2, 6);
  }

  @Test
  void aWrongInputIsNamedWithItsLayer() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    assertThatThrownBy(() -> run(network, new float[128], 2, 8, 8))
        .isInstanceOf(ShapeException.class)
        .hasMessage("conv1 expects 3 channels, got 2");
  }

  private static void assertActivation(
      Function function, java.util.function.DoubleUnaryOperator f) {
    var x = new float[] {-3, -0.5f, 0, 0.25f, 2};
    var y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = f.applyAsDouble(x[i]);
    }
    assertClose(run(new Activation(function), x, 1, 1, 5), y);
  }

  private static Map<String, NdArray> arrays(Map<String, Float> values) {
    var arrays = new LinkedHashMap<String, NdArray>();
    values.forEach((key, value) -> arrays.put(key, new NdArray(Shape.of(1), new float[] {value})));
    return arrays;
  }

  private static Network network(Layer layer, Map<String, NdArray> arrays) {
    var all = new LinkedHashMap<>(arrays);
    for (var parameter : Parameters.of(layer)) {
      all.putIfAbsent(parameter.key(), NdArray.zeros(parameter.shape()));
    }
    return new Network(layer, new Weights(all));
  }

  private static float[] run(Layer layer, float[] x, int channels, int height, int width) {
    return run(new Network(layer, new Weights(Map.of())), x, channels, height, width);
  }

  private static float[] run(Network network, float[] x, int channels, int height, int width) {
    try (var predictor = engine.prediction(network)) {
      var whole = predictor.activations(x, 1, channels, height, width, Set.of(""));
      return Objects.requireNonNull(whole.get("")).data();
    }
  }

  private static void assertClose(float[] actual, double... expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("[%d]", i).isCloseTo(expected[i], within(2e-5));
    }
  }

  private static float[] toFloats(double[] values) {
    var floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
