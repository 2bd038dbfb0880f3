package org.resnet4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.internal.random.Mt19937;
import org.resnet4j.weights.Initialiser;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * torchvision's numbers from our own seeds up: weights, outputs, losses, gradients, trajectories
 * (torchvision.json says where they come from).
 */
class TorchvisionTest {
  private static final int IMAGE = 3 * 224 * 224;
  private static JsonNode golden;

  @BeforeAll
  static void readGolden() throws IOException {
    try (var stream = TorchvisionTest.class.getResourceAsStream("torchvision.json")) {
      golden = new ObjectMapper().readTree(stream);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "resnet50", "alexnet", "googlenet"})
  void outputsAreTorchvisions(String model) {
    outputsOf(model);
    expectedOutputsOf(model);
  }

  @Test
  @Tag("slow")
  void outputsOfVggAreTorchvisions() {
    outputsOf("vgg11_bn");
    expectedOutputsOf("vgg11_bn");
  }

  /** An untrained ResNet-50 makes of the last bit of its weights the third digit of gradients. */
  @ParameterizedTest
  @CsvSource({"resnet18,1e-3", "resnet50,5e-3", "alexnet,1e-5", "googlenet,1e-3"})
  void lossAndGradientsAreTorchvisions(String model, double tolerance) {
    gradientsOf(model, tolerance);
  }

  @Test
  @Tag("slow")
  void lossAndGradientsOfVggAreTorchvisions() {
    gradientsOf("vgg11_bn", 1e-3);
  }

  @ParameterizedTest
  @CsvSource({"alexnet,0.1,1e-4", "alexnet,0.01,1e-4", "resnet18,0.001,2e-3"})
  void threeStepsOfSgdFollowTorchvision(String model, String rate, double tolerance) {
    var batch = trainingBatch();
    try (var engine = Fixtures.engine(Precision.FP32, 2);
        var step = engine.training(withoutDropout(model), options())) {
      for (int i = 0; i < 4; i++) {
        double loss = step.accumulate(batch, StepRequest.training(0)).loss();
        double expected = golden.at("/%s/sgd/lr%s/%d".formatted(model, rate, i)).doubleValue();
        assertThat(loss).as("loss before step %d", i).isCloseTo(expected, within(tolerance));
        step.update(Double.parseDouble(rate));
      }
    }
  }

  private static void outputsOf(String model) {
    var architecture = Zoo.of(model);
    var network = new Network(architecture.layer(), Initialiser.draw(architecture, 0));
    var logits = predict(network, uniform(new Mt19937(1), IMAGE));
    var expected = golden.at("/" + model + "/eval");
    double scale = expected.get("largest").doubleValue();
    for (int i = 0; i < 10; i++) {
      assertWithin(logits[i], expected.at("/first/" + i).doubleValue(), scale);
      assertWithin(logits[990 + i], expected.at("/last/" + i).doubleValue(), scale);
    }
  }

  /** torchvision's own tests: 50 classes, the image from the stream that drew the weights. */
  private static void expectedOutputsOf(String model) {
    var architecture = Zoo.of(model, ZooOptions.DEFAULTS.withClasses(50));
    var random = new Mt19937(0);
    var weights = Initialiser.draw(architecture.layer(), architecture.initialisation(), random);
    var logits = predict(new Network(architecture.layer(), weights), uniform(random, IMAGE));
    var expected = golden.at("/" + model + "/expect");
    double scale = 0;
    for (var value : expected) {
      scale = Math.max(scale, Math.abs(value.doubleValue()));
    }
    for (int i = 0; i < 50; i++) {
      assertWithin(logits[i], expected.get(i).doubleValue(), scale);
    }
  }

  private static void gradientsOf(String model, double tolerance) {
    var expected = golden.at("/" + model + "/train");
    var precision = Precision.valueOf(expected.get("precision").textValue());
    try (var engine = Fixtures.engine(precision, 2);
        var step = engine.training(withoutDropout(model), options())) {
      var result = step.accumulate(trainingBatch(), StepRequest.training(0));
      assertThat(result.loss()).isCloseTo(expected.get("loss").doubleValue(), within(1e-5));
      var norms = expected.get("gradientNorms");
      var gradients = step.gradients();
      assertThat(gradients.keys()).hasSize(norms.size());
      double largest = 0;
      for (var norm : norms) {
        largest = Math.max(largest, norm.doubleValue());
      }
      for (var key : gradients.keys()) {
        double norm = norms.get(key).doubleValue();
        assertThat(norm(gradients.at(key)))
            .as(key)
            .isCloseTo(norm, within(tolerance * norm + 1e-6 * largest));
      }
    }
  }

  private static float[] predict(Network network, float[] image) {
    try (var engine = Fixtures.engine(Precision.FP32, 2);
        var predictor = engine.prediction(network)) {
      return predictor.logits(image, 1, 3, 224, 224);
    }
  }

  private static Network withoutDropout(String model) {
    var architecture = Zoo.of(model);
    var layer = Dropouts.off(architecture.layer());
    return new Network(layer, Initialiser.draw(architecture, 0));
  }

  private static Batch trainingBatch() {
    var labels = new Targets.Labels(new int[] {207, 946});
    return new Batch(uniform(new Mt19937(2), 2 * IMAGE), new ImageShape(3, 224, 224), labels);
  }

  private static TrainingOptions options() {
    var sgd = new Optimizer.Sgd(0.9, false);
    var none = OptionalDouble.empty();
    var input = Zoo.of("resnet18").input();
    return new TrainingOptions(input, 2, sgd, 0, 1e-4, true, none, Optional.empty(), key -> false);
  }

  private static float[] uniform(Mt19937 random, int count) {
    var values = new float[count];
    random.fillUniform(values, 0, 1);
    return values;
  }

  private static double norm(NdArray array) {
    double squares = 0;
    for (float value : array.data()) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static void assertWithin(double actual, double expected, double scale) {
    assertThat(actual / scale).isCloseTo(expected / scale, within(1e-4));
  }
}
