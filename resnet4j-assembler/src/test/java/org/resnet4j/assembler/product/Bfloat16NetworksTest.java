package org.resnet4j.assembler.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;

/** Networks on the vector engine with all products in bfloat16, in machine code. */
final class Bfloat16NetworksTest {
  private static final String ALL_PRODUCTS = "products";

  @BeforeEach
  void onAProcessorThatHasThem() {
    System.setProperty("resnet4j.bf16", ALL_PRODUCTS); // whatever the processor's rate
    var options = options(Precision.BF16, 1);
    var reason =
        Engines.providers(options).stream()
            .filter(provider -> provider.name().equals("vector"))
            .findFirst()
            .orElseThrow()
            .unavailable(options);
    assumeTrue(reason.isEmpty(), reason::get);
  }

  @AfterEach
  void asBefore() {
    System.clearProperty("resnet4j.bf16");
  }

  private static EngineOptions options(Precision precision, int threads) {
    return new EngineOptions(new Device.Cpu(), precision, threads);
  }

  private static Engine open(Architecture architecture, Precision precision, int threads) {
    return Engines.open("vector", options(precision, threads), architecture.layer());
  }

  @Test
  void theEngineSaysWhatItComputesIn() {
    try (var engine = open(Zoo.of("resnet8"), Precision.BF16, 2)) {
      assertThat(engine.description())
          .isEqualTo(
              "vector: Java's Vector API, 16 lanes, cpu,"
                  + " bf16 products by machine code, AVX-512 BF16, 2 threads");
      assertThat(engine.precision()).isEqualTo(Precision.BF16);
    }
  }

  @Test
  void withoutAWishTheProcessorsRateDecides() {
    System.clearProperty("resnet4j.bf16");
    try (var engine = open(Zoo.of("resnet8"), Precision.BF16, 1)) {
      boolean fast = new MachinePairProvider().speed() >= 1.3;
      assertThat(engine.description())
          .contains(fast ? "bf16 products" : "bf16 for what waits for its weights");
      assertThat(engine.warnings()).hasSize(fast ? 0 : 1);
    }
  }

  /** torchvision's outputs from our own seeds up, to what rounding 50 layers' operands leaves. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet18"})
  void outputsAreTorchvisions(String model) throws IOException {
    outputsOf(model);
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(strings = {"resnet50", "googlenet", "alexnet", "vgg11_bn"})
  void outputsOfTheLargeAreTorchvisions(String model) throws IOException {
    outputsOf(model);
  }

  private static void outputsOf(String model) throws IOException {
    var golden = golden();
    var image = floats(golden.resolve("x_seed1_1x3x224x224.f32"));
    var expected = floats(golden.resolve(model + "_eval_logits.f32"));
    var architecture = Zoo.of(model);
    try (var engine = open(architecture, Precision.BF16, 2);
        var predictor = engine.prediction(Network.create(architecture, 0))) {
      double error = error(predictor.logits(image, 1, 3, 224, 224), expected);
      assertThat(error).isBetween(1e-5, 3e-2);
    }
  }

  @Test
  void lossesOfSomeStepsAreFp32s() {
    var exact = losses(Precision.FP32, 2);
    var ours = losses(Precision.BF16, 2);
    assertThat(exact.getLast()).isLessThan(0.8 * exact.getFirst());
    for (int i = 0; i < exact.size(); i++) {
      assertThat(ours.get(i)).isCloseTo(exact.get(i), within(0.03 * exact.getFirst()));
    }
    assertThat(ours).isNotEqualTo(exact);
  }

  @Test
  void threadsChangeNoBit() {
    assertThat(losses(Precision.BF16, 3)).isEqualTo(losses(Precision.BF16, 1));
  }

  private static List<Double> losses(Precision precision, int threads) {
    var architecture = Zoo.of("resnet8");
    int size = 16;
    var batch = batch(architecture, size);
    var losses = new ArrayList<Double>();
    try (var engine = open(architecture, precision, threads);
        var step =
            engine.training(
                Network.create(architecture, 0), TrainingOptions.sgd(architecture.input(), size))) {
      for (int i = 0; i < 12; i++) {
        losses.add(step.accumulate(batch, StepRequest.training(i)).loss());
        step.update(0.02);
      }
    }
    return losses;
  }

  private static Batch batch(Architecture architecture, int size) {
    var random = new Random(1);
    var images = new float[size * Math.toIntExact(architecture.input().elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(size, 0, architecture.classes()).toArray();
    var input = architecture.input();
    return new Batch(
        images,
        new ImageShape(input.channels(), input.height(), input.width()),
        new Targets.Labels(labels));
  }

  private static double error(float[] found, float[] expected) {
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(found[i] - expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return difference / largest;
  }

  private static Path golden() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      for (var folder : new String[] {"shared", "../shared"}) {
        var golden = at.resolve(folder).resolve("golden/torchvision").normalize();
        if (Files.isDirectory(golden)) {
          return golden;
        }
      }
    }
    assumeTrue(false, "no folder shared/golden/torchvision above the working directory");
    throw new IllegalStateException();
  }

  private static float[] floats(Path file) throws IOException {
    var buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    var floats = new float[buffer.remaining() / Float.BYTES];
    buffer.asFloatBuffer().get(floats);
    return floats;
  }
}
