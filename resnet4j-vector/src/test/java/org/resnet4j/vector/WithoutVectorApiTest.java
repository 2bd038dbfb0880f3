package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;

/**
 * A JVM that was started without a flag has no Vector API. There every network of the zoo says what
 * it says here, and a training says what it lacks.
 */
class WithoutVectorApiTest {
  /** One of each kind of layer, sizes that leave parts of vectors and of register blocks. */
  private static final List<String> NETWORKS =
      List.of(
          "resnet20 3x32x32",
          "plain20 3x31x33",
          "resnet18 3x64x64",
          "resnet50 3x64x64",
          "alexnet_paper 3x96x96",
          "googlenet 3x64x64",
          "googlenet_paper 3x224x224",
          "lenet5 1x28x28",
          "lenet5_1998 1x28x28",
          "highway10 1x28x28",
          "highway10_conv16 1x28x28",
          "mlp10 1x28x28");

  @TempDir private Path folder;

  @Test
  void everyNetworkSaysTheSameAndTrainingSaysWhatItLacks() throws Exception {
    var other = elsewhere();
    var own = NETWORKS.stream().collect(Collectors.toMap(name -> name, name -> logits(name)));
    var said = new String(other.getInputStream().readAllBytes());
    assertThat(other.waitFor()).as(Files.readString(errors())).isZero();
    assertThat(said).contains("engine vector: plain loops, ");
    assertThat(said)
        .contains(
            "training engine vector only predicts in a JVM without the Vector API; start it with"
                + " --add-modules jdk.incubator.vector");
    assertThat(said).contains("bf16 it computes in fp32 only in a JVM without the Vector API");
    var logits =
        said.lines()
            .filter(line -> line.startsWith("logits "))
            .map(line -> line.split(" "))
            .collect(Collectors.toMap(words -> words[1], words -> floats(words[2])));
    for (var name : NETWORKS) {
      var model = name.split(" ")[0];
      assertThat(Twins.error(logits.get(model), own.get(name))).as(name).isLessThan(2e-5);
    }
    assertThat(Twins.error(logits.get("preactivated"), logits(preactivated()))).isLessThan(2e-5);
  }

  private Path errors() {
    return folder.resolve("errors.txt");
  }

  private Process elsewhere() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-Xmx1g", "-cp", path, WithoutVectorApiTest.class.getName())
        .redirectError(errors().toFile())
        .start();
  }

  private static float[] logits(String name) {
    return logits(Twins.architecture(name.split(" ")[0], name.split(" ")[1]));
  }

  private static float[] logits(Architecture architecture) {
    var batch = Twins.batch(architecture, 3);
    try (var engine = Twins.vector(2);
        var predictor = engine.prediction(Twins.network(architecture))) {
      return predictor.logits(
          batch.images(), batch.size(), batch.channels(), batch.height(), batch.width());
    }
  }

  /** A residual block whose norms and ReLUs come before its convolutions, and one norm alone. */
  private static Architecture preactivated() {
    var branch =
        List.of(
            new Layer.Named("bn", new Layer.BatchNorm2d(40, 1e-5, 0.1)),
            new Layer.Named("relu", new Layer.Activation(Layer.Activation.Function.RELU)),
            new Layer.Named("conv", new Layer.Conv2d(40, 40, 3, 1, 1, 1, false)));
    var layer =
        new Layer.Chain(
            List.of(
                new Layer.Named("conv1", new Layer.Conv2d(3, 40, 3, 1, 1, 1, true)),
                new Layer.Named(
                    "block", new Layer.Residual(new Layer.Chain(branch), new Layer.Identity())),
                new Layer.Named("norm", new Layer.BatchNorm2d(40, 1e-5, 0.1)),
                new Layer.Named("avgpool", new Layer.AdaptiveAvgPool2d(3, 2)),
                new Layer.Named("flatten", new Layer.Flatten()),
                new Layer.Named("fc", new Layer.Linear(240, 10, true))));
    var initialisation = Twins.architecture("resnet20", "").initialisation();
    return new Architecture("preactivated", layer, Shape.of(3, 9, 13), 10, initialisation);
  }

  /** The other process. */
  public static void main(String[] arguments) {
    try (var engine = Twins.vector(2)) {
      System.out.println("engine " + engine.description());
      var architecture = Twins.architecture("resnet20", "");
      try {
        engine.training(Twins.network(architecture), TrainingOptions.sgd(architecture.input(), 4));
      } catch (EngineException e) {
        System.out.println("training " + e.getMessage());
      }
    }
    var bf16 = new EngineOptions(new Device.Cpu(), Precision.BF16, 2);
    System.out.println("bf16 " + new VectorEngineProvider().unavailable(bf16).orElse(""));
    for (var name : NETWORKS) {
      System.out.println("logits " + name.split(" ")[0] + " " + text(logits(name)));
    }
    System.out.println("logits preactivated " + text(logits(preactivated())));
  }

  private static String text(float[] values) {
    var bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static float[] floats(String text) {
    var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    var values = new float[bytes.capacity() / 4];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
