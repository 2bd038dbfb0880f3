package org.resnet4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.resnet4j.model.Layers.batchNorm;
import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.conv1x1;
import static org.resnet4j.model.Layers.conv3x3;
import static org.resnet4j.model.Layers.relu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Activation;
import org.resnet4j.model.Layer.AdaptiveAvgPool2d;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Highway;
import org.resnet4j.model.Layer.Identity;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.PaddedIdentity;
import org.resnet4j.model.Layer.Residual;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Initialiser;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

class GradientsTest {
  /** Those that take seconds each; their smaller sisters stand for them in a quick run. */
  private static final String GIANTS =
      "(resnet|plain)(32|34|44|56|101|110|152|1202)|plain50|vgg1(3|6|9).*|vgg11|highway(19|32)_.*";

  static List<String> quickModels() {
    return Zoo.names().stream().filter(name -> !name.matches(GIANTS)).toList();
  }

  static List<String> giants() {
    return Zoo.names().stream()
        .filter(name -> name.matches(GIANTS) && !name.equals("plain1202"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("quickModels")
  void everyParameterGetsAFiniteNonZeroGradient(String model) {
    everyParameterOf(model);
  }

  @ParameterizedTest
  @MethodSource("giants")
  @Tag("slow")
  void everyParameterOfTheGiantsGetsAFiniteNonZeroGradient(String model) {
    everyParameterOf(model);
  }

  /**
   * Without shortcuts each batch norm and ReLU multiplies an untrained network's gradient by about
   * 1.2 on its way back: 1201 of them leave float32's range. Float64 holds it.
   */
  @Test
  @Tag("slow")
  void onlyFloat64HoldsTheGradientsOf1202PlainLayers() {
    assertThat(firstGradient("plain1202", Precision.FP32, 1)).isNotFinite();
    assertThat(firstGradient("plain1202", Precision.FP64, 1e-80)).isFinite().isNotZero();
    assertThat(firstGradient("resnet1202", Precision.FP32, 1)).isFinite().isNotZero();
  }

  private static float firstGradient(String model, Precision precision, double scale) {
    var architecture = Zoo.of(model);
    var network = new Network(architecture.layer(), Initialiser.draw(architecture, 0));
    try (var engine = Fixtures.engine(precision);
        var step = engine.training(network, TrainingOptions.sgd(architecture.input(), 2))) {
      var request = new StepRequest(scale, true, 1, Set.of());
      step.accumulate(Fixtures.batch(architecture.input(), 2, 10, 1), request);
      return step.gradients().at("conv1.weight").data()[0];
    }
  }

  private static void everyParameterOf(String model) {
    var small = smallest(model);
    var network = new Network(small.layer(), Initialiser.draw(small, 0));
    try (var engine = Fixtures.engine(Precision.FP32);
        var step = engine.training(network, TrainingOptions.sgd(small.input(), 2))) {
      var batch = Fixtures.batch(small.input(), 2, 10, 1);
      var result = step.accumulate(batch, StepRequest.training(1));
      assertThat(result.loss()).isFinite();
      var gradients = step.gradients();
      assertThat(gradients.keys()).hasSize(trainable(small.layer()));
      for (var key : gradients.keys()) {
        double size = 0;
        for (float value : gradients.at(key).data()) {
          size += Math.abs((double) value);
        }
        assertThat(size).as(key).isFinite().isPositive();
      }
    }
  }

  private static int trainable(Layer layer) {
    return (int) Parameters.of(layer).stream().filter(p -> p.trainable()).count();
  }

  /** Ten classes and the smallest images that the network takes. */
  private static Architecture smallest(String model) {
    var options = ZooOptions.DEFAULTS.withClasses(10);
    var usual = Zoo.of(model, options);
    for (int side : new int[] {64, 96, 128}) {
      if (usual.input().height() > side) {
        try {
          return Zoo.of(model, options.withInput(Shape.of(usual.input().channels(), side, side)));
        } catch (IllegalArgumentException e) {
          // too small for this network
        }
      }
    }
    return usual;
  }

  static Stream<Arguments> blocks() {
    var projection = chain(conv1x1(4, 8, 2), batchNorm(8));
    var sameSize = chain(conv1x1(4, 4, 1), batchNorm(4));
    return Stream.of(
        Arguments.of("identity", Fixtures.block(4, new Identity())),
        Arguments.of("option A", residual(new PaddedIdentity(4, 8, 2))),
        Arguments.of("option B", residual(projection)),
        Arguments.of("option C", Fixtures.block(4, sameSize)),
        Arguments.of("plain", chain(conv3x3(4, 8, 2), batchNorm(8), relu())),
        Arguments.of(
            "highway",
            new Highway(
                chain(new Conv2d(4, 4, 3, 1, 1, true), relu()),
                chain(new Conv2d(4, 4, 3, 1, 1, true), new Activation(Activation.Function.SIGMOID)),
                -1)));
  }

  private static Layer residual(Layer shortcut) {
    var branch = chain(conv3x3(4, 8, 2), batchNorm(8), relu(), conv3x3(8, 8, 1), batchNorm(8));
    return chain().add("", new Residual(branch, shortcut)).add("relu", relu()).build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void theDirectionalDerivativeAgreesInFloat64(String name, Layer block) {
    boolean widens = name.matches("option [AB]|plain");
    var layer =
        chain()
            .add("block", block)
            .add("pool", new AdaptiveAvgPool2d(1, 1))
            .add("flatten", new Flatten())
            .add("fc", new Linear(widens ? 8 : 4, 5))
            .build();
    var network = Fixtures.network(layer, 1);
    var batch = Fixtures.batch(Shape.of(4, 6, 6), 3, 5, 2);
    var ahead = moved(network, 1e-4f, 9);
    var behind = moved(network, -1e-4f, 9);
    try (var engine = Fixtures.engine(Precision.FP64)) {
      double difference = loss(engine, ahead, batch) - loss(engine, behind, batch);
      double derivative = alongStep(engine, network, ahead, behind, batch);
      assertThat(difference).isCloseTo(derivative, within(1e-5 * Math.abs(derivative)));
      assertThat(Math.abs(derivative)).isGreaterThan(1e-6);
    }
  }

  private static double loss(Engine engine, Network network, Batch batch) {
    try (var step = engine.training(network, TrainingOptions.sgd(Shape.of(4, 6, 6), 3))) {
      return step.accumulate(batch, new StepRequest(1, true, 0, Set.of())).loss();
    }
  }

  /** ∇loss · (ahead − behind). */
  private static double alongStep(
      Engine engine, Network network, Network ahead, Network behind, Batch batch) {
    try (var step = engine.training(network, TrainingOptions.sgd(Shape.of(4, 6, 6), 3))) {
      step.accumulate(batch, StepRequest.training(0));
      var gradients = step.gradients();
      double sum = 0;
      for (var key : gradients.keys()) {
        var slope = gradients.at(key).data();
        var to = ahead.weights().at(key).data();
        var from = behind.weights().at(key).data();
        for (int i = 0; i < slope.length; i++) {
          sum += slope[i] * ((double) to[i] - from[i]);
        }
      }
      return sum;
    }
  }

  /** The network with every trained number moved along a random direction. */
  private static Network moved(Network network, float distance, long seed) {
    var random = new Random(seed);
    var arrays = new LinkedHashMap<String, NdArray>();
    for (var parameter : Parameters.of(network.layer())) {
      var array = network.weights().at(parameter.key()).copy();
      for (int i = 0; parameter.trainable() && i < array.data().length; i++) {
        array.data()[i] += distance * (float) random.nextGaussian();
      }
      arrays.put(parameter.key(), array);
    }
    return new Network(network.layer(), new Weights(arrays));
  }
}
