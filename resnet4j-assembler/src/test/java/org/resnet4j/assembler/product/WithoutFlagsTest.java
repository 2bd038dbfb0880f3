package org.resnet4j.assembler.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.assembler.processor.Permission;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;

/**
 * In a JVM without the Vector API machine code computes the matrix products between plain loops:
 * the bits of plain loops alone, and the answers of the Vector API.
 */
final class WithoutFlagsTest {
  private static final List<String> MODELS = List.of("resnet20", "resnet18", "googlenet");

  @TempDir private Path folder;

  @BeforeEach
  void thisMachineRunsIt() {
    assumeTrue(Permission.here().obstacle().isEmpty(), "no machine code here");
  }

  @Test
  void machineCodeBetweenPlainLoopsAnswersAsTheVectorApi() throws Exception {
    var lines = elsewhere();
    assertThat(lines.removeFirst()).matches("vector: plain loops, .* by machine code, .*");
    for (var model : MODELS) {
      double[] portable = numbers(lines.removeFirst());
      double[] machine = numbers(lines.removeFirst());
      assertThat(machine).as(model).isEqualTo(portable);
      double[] expected = logits(model, EngineOptions.Kernels.AUTO);
      double scale = DoubleStream.of(expected).map(Math::abs).max().orElseThrow();
      assertThat(machine).as(model).containsExactly(expected, within(2e-5 * scale));
    }
  }

  private List<String> elsewhere() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = System.getProperty("java.class.path");
    var errors = folder.resolve("errors.txt");
    var process =
        new ProcessBuilder(
                java,
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path,
                WithoutFlagsTest.class.getName())
            .redirectError(errors.toFile())
            .start();
    var said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return new ArrayList<>(said.lines().toList());
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] logits(String model, EngineOptions.Kernels kernels) {
    var architecture = Zoo.of(model);
    int side = Math.min(64, architecture.input().height());
    var random = new Random(1);
    float[] images = new float[2 * 3 * side * side];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    var options = EngineOptions.cpu().withThreads(2).withKernels(kernels);
    try (var engine = Engines.open("vector", options, architecture.layer());
        var predictor =
            engine.prediction(Network.create(architecture, 0), Shape.of(3, side, side), 2)) {
      float[] logits = predictor.logits(images, 2, 3, side, side);
      double[] values = new double[logits.length];
      Arrays.setAll(values, i -> logits[i]);
      return values;
    }
  }

  /** The other process. */
  public static void main(String[] arguments) {
    var options = EngineOptions.cpu().withKernels(EngineOptions.Kernels.MACHINE);
    try (var engine = Engines.open("vector", options, Zoo.of("resnet20").layer())) {
      System.out.println(engine.description());
    }
    for (var model : MODELS) {
      for (var kernels : List.of(EngineOptions.Kernels.PORTABLE, EngineOptions.Kernels.MACHINE)) {
        var words = DoubleStream.of(logits(model, kernels)).mapToObj(String::valueOf).toList();
        System.out.println(String.join(" ", words));
      }
    }
  }
}
