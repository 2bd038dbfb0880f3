package org.resnet4j.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.internal.random.Mt19937;
import org.resnet4j.internal.random.PyTorchDraws;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.Initialisation.Draw;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.RadialCodes;
import org.resnet4j.weights.FirstWeights.Fingerprint;
import org.resnet4j.zoo.Zoo;

class InitialiserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet18",
        "resnet34",
        "resnet50",
        "resnet101",
        "resnet152",
        "alexnet",
        "googlenet",
        "vgg11_bn",
        "vgg16"
      })
  void seedForSeedTorchvisionsWeights(String model) throws IOException {
    assertTorchvisions(model);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"vgg11", "vgg13", "vgg13_bn", "vgg16_bn", "vgg19", "vgg19_bn"})
  void seedForSeedTorchvisionsWeightsInEveryVgg(String model) throws IOException {
    assertTorchvisions(model);
  }

  private static void assertTorchvisions(String model) throws IOException {
    var golden = FirstWeights.read().get(model);
    var architecture = Zoo.of(model);
    var random = new Mt19937(0);
    var weights = Initialiser.draw(architecture.layer(), architecture.initialisation(), random);
    golden
        .parameters()
        .forEach((key, fingerprint) -> assertFingerprint(key, weights.at(key), fingerprint));
    for (double next : golden.randAfter()) {
      assertThat(random.nextFloat()).as("the stream after " + model).isEqualTo((float) next);
    }
  }

  private static void assertFingerprint(String key, NdArray array, Fingerprint golden) {
    float[] data = array.data();
    double sum = 0;
    double squares = 0;
    for (float value : data) {
      sum += value;
      squares += (double) value * value;
    }
    double sigma = golden.l2() / Math.sqrt(data.length);
    assertThat((double) data[0]).as(key).isCloseTo(golden.first(), within(2e-6 * sigma));
    assertThat((double) data[1]).as(key).isCloseTo(golden.second(), within(2e-6 * sigma));
    assertThat((double) data[data.length - 1])
        .as(key)
        .isCloseTo(golden.last(), within(2e-6 * sigma));
    assertThat(sum).as(key).isCloseTo(golden.sum(), within(1e-7 * sigma * data.length + 1e-9));
    assertThat(Math.sqrt(squares)).as(key).isCloseTo(golden.l2(), within(1e-7 * golden.l2()));
  }

  @Test
  void layersOfTheirOwnAreDrawnAsPyTorchDrawsThem() throws IOException {
    assertDrawn(new Conv2d(3, 8, 3, 1, 0, true), Initialisation.DEFAULT, "Conv2d(3,8,3)");
    assertDrawn(new Linear(5, 7), Initialisation.DEFAULT, "Linear(5,7)");
  }

  private static void assertDrawn(Layer layer, Initialisation initialisation, String operation)
      throws IOException {
    var weights = Initialiser.draw(layer, initialisation, 0);
    for (String key : weights.keys()) {
      double[] golden = PyTorchDraws.of(operation + "." + key).values();
      for (int i = 0; i < golden.length; i++) {
        assertThat(weights.at(key).data()[i]).isEqualTo((float) golden[i]);
      }
    }
  }

  @Test
  void everyDistributionIsDrawnAsPyTorchDrawsIt() throws IOException {
    assertAnew(new Draw.KaimingNormalFanOut(), 3, 4, 3, "kaiming_normal_(4,3,3,3;fan_out,relu)");
    assertAnew(new Draw.KaimingNormalFanOut(), 4, 8, 2, "kaiming_normal_(8,4,2,2;fan_out,relu)");
    assertAnew(new Draw.XavierNormal(), 7, 5, 1, "xavier_normal_(5,7)");
    assertAnew(new Draw.Normal(0.01), 7, 5, 1, "normal_(5,7;0,0.01)");
    assertAnew(new Draw.TruncatedNormal(0.01), 7, 5, 1, "trunc_normal_(5,7;std=0.01,a=-2,b=2)");
  }

  private static void assertAnew(Draw draw, int in, int out, int kernel, String operation)
      throws IOException {
    var random = new Mt19937(0);
    var values = new float[in * out * kernel * kernel];
    int area = kernel * kernel;
    InitialDraws.weights(
        draw, new Units(in * area, out * area, values.length, 0), random, values, 0, values.length);
    var golden = PyTorchDraws.of(operation);
    double sigma = 0;
    for (double value : golden.values()) {
      sigma = Math.max(sigma, Math.abs(value) / 2.5);
    }
    for (int i = 0; i < golden.values().length; i++) {
      assertThat((double) values[i]).isCloseTo(golden.values()[i], within(2e-6 * sigma));
    }
    var reference = new Mt19937(0);
    reference.skip(golden.words());
    assertThat(random.nextWord()).isEqualTo(reference.nextWord());
  }

  @Test
  void aWideNormalIsCutAtTwo() {
    var weights =
        Initialiser.draw(
            new Linear(1000, 100),
            new Initialisation(new Draw.Default(), new Draw.TruncatedNormal(2), false),
            0);
    float most = 0;
    int beyondOne = 0;
    for (float value : weights.at("weight").data()) {
      most = Math.max(most, Math.abs(value));
      beyondOne += Math.abs(value) > 1 ? 1 : 0;
    }
    assertThat(most).isBetween(1.999f, 2f);
    // P(|x| > 1 sigma/2 given |x| < 1 sigma) = 1 - 0.38292 / 0.68269
    assertThat(beyondOne / 1e5).isCloseTo(0.4391, within(0.01));
  }

  @Test
  void batchNormStartsAsTheIdentity() {
    var weights = Network.create(Zoo.of("resnet20"), 0).weights();
    assertThat(weights.at("bn1.weight").data()).containsOnly(1);
    assertThat(weights.at("bn1.bias").data()).containsOnly(0);
    assertThat(weights.at("bn1.running_mean").data()).containsOnly(0);
    assertThat(weights.at("bn1.running_var").data()).containsOnly(1);
    assertThat(weights.at("bn1.num_batches_tracked").data()).containsOnly(0);
  }

  @Test
  void highwayGatesStartClosed() {
    var architecture = Zoo.of("highway10");
    var weights = Initialiser.draw(architecture, 0);
    var gates = weights.keys().stream().filter(key -> key.contains("gate")).toList();
    assertThat(gates).hasSizeGreaterThan(10);
    for (String key : gates) {
      if (key.endsWith("bias")) {
        assertThat(weights.at(key).data()).containsOnly(weights.at(key).data()[0]);
        assertThat(weights.at(key).data()[0]).isNegative();
      }
    }
  }

  @Test
  void leNet5StartsUniformWithinItsFanIn() {
    var architecture = Zoo.of("lenet5_1998");
    var weights = Initialiser.draw(architecture, 0);
    for (var parameter : Parameters.of(architecture.layer())) {
      float[] data = weights.at(parameter.key()).data();
      var units = Units.of(parameter.owner());
      if (!units.isEmpty()) {
        float bound = (float) (2.4 / units.stream().mapToInt(Units::fanIn).min().orElseThrow());
        assertThat(IntStream.range(0, data.length).mapToObj(i -> Math.abs(data[i])))
            .as(parameter.key())
            .allMatch(value -> value <= bound)
            .anyMatch(value -> value > bound / 3);
      } else {
        assertThat(data).isEqualTo(RadialCodes.of(10, 84));
      }
    }
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    var architecture = Zoo.of("lenet5");
    var first = Initialiser.draw(architecture, 1).arrays().values().iterator().next();
    var other = Initialiser.draw(architecture, 2).arrays().values().iterator().next();
    assertThat(first.data()).isNotEqualTo(other.data());
  }
}
