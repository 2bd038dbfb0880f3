package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.Bfloat16;
import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.zoo.Zoo;

/** Which algorithm does which convolution. */
class AlgorithmSelectionTest {

  private static Program lowered(String model, int batch) {
    var architecture = Zoo.of(model);
    var options = CompilerOptions.of(Purpose.PREDICTION, batch);
    return Lowering.lower(architecture.layer(), architecture.input(), options);
  }

  private static List<Op.Convolve> convolutions(Program program) {
    return program.ops().stream()
        .filter(Op.Convolve.class::isInstance)
        .map(Op.Convolve.class::cast)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "resnet50", "lenet5", "highway10"})
  void eachConvolutionGetsTheKernelsChoiceAndNothingElseChanges(String model) {
    var before = lowered(model, 4);
    var after = AlgorithmSelection.select(before);
    assertThat(convolutions(after))
        .isEqualTo(
            convolutions(before).stream()
                .map(conv -> conv.with(Convolutions.choose(conv.shape())))
                .toList());
    assertThat(after.values()).isEqualTo(before.values());
    assertThat(Passes.names(after)).isEqualTo(Passes.names(before));
  }

  @Test
  void theStemReadsPlanesAndTheClassifierIsAProductOfRows() {
    var program = AlgorithmSelection.select(lowered("resnet50", 8));
    assertThat(Passes.op(program, Op.Convolve.class, "conv1").algorithm())
        .isEqualTo(Algorithm.STEM);
    assertThat(Passes.op(program, Op.Convolve.class, "fc").algorithm()).isEqualTo(Algorithm.LINEAR);
    assertThat(Passes.op(program, Op.Convolve.class, "layer1.0.conv1").algorithm())
        .isEqualTo(Algorithm.PRODUCT);
    assertThat(Passes.op(program, Op.Convolve.class, "layer1.0.conv2").algorithm())
        .isEqualTo(Algorithm.WINOGRAD_4);
    assertThat(Passes.op(program, Op.Convolve.class, "layer2.0.conv2").algorithm())
        .isEqualTo(Algorithm.GATHER);
  }

  /** 7 × 7 pixels are four tiles of 4 × 4: too few for 36 products of rows. */
  @Test
  void theBatchDecidesToo() {
    var alone = AlgorithmSelection.select(lowered("resnet18", 1));
    var many = AlgorithmSelection.select(lowered("resnet18", 32));
    assertThat(Passes.op(many, Op.Convolve.class, "layer4.1.conv2").algorithm())
        .isEqualTo(Algorithm.WINOGRAD_4)
        .isNotEqualTo(Passes.op(alone, Op.Convolve.class, "layer4.1.conv2").algorithm());
  }

  @Test
  void bfloat16TakesWhatItDoesFasterAndNoMore() {
    var options = CompilerOptions.of(Purpose.PREDICTION, 1);
    var all = AlgorithmSelection.select(lowered("resnet50", 1), options.in(Bfloat16.PRODUCTS));
    assertThat(algorithm(all, "conv1")).isEqualTo(Algorithm.STEM);
    assertThat(algorithm(all, "layer1.0.conv1")).isEqualTo(Algorithm.BF16);
    assertThat(algorithm(all, "layer1.0.conv2")).isEqualTo(Algorithm.WINOGRAD_4);
    assertThat(algorithm(all, "layer2.0.conv2")).isEqualTo(Algorithm.BF16);
    // 7 x 7 pixels leave most of 36 products' rows idle
    assertThat(algorithm(all, "layer4.1.conv2")).isEqualTo(Algorithm.BF16);
    assertThat(algorithm(all, "fc")).isEqualTo(Algorithm.BF16);
    var reads = AlgorithmSelection.select(lowered("resnet50", 1), options.in(Bfloat16.LONG_READS));
    assertThat(algorithm(reads, "fc")).isEqualTo(Algorithm.BF16);
    assertThat(algorithm(reads, "layer1.0.conv1")).isEqualTo(Algorithm.PRODUCT);
    var many = options.tunedFor(32).in(Bfloat16.LONG_READS);
    assertThat(algorithm(AlgorithmSelection.select(lowered("resnet50", 1), many), "fc"))
        .isEqualTo(Algorithm.LINEAR);
  }

  /** To pack weights that change takes longer than to read them. */
  @Test
  void aLinearLayerIsTrainedInFp32() {
    var options = CompilerOptions.of(Purpose.TRAINING, 4).in(Bfloat16.PRODUCTS);
    var training = AlgorithmSelection.select(lowered("resnet50", 4), options);
    assertThat(algorithm(training, "fc")).isEqualTo(Algorithm.LINEAR);
    assertThat(algorithm(training, "layer1.0.conv1")).isEqualTo(Algorithm.BF16);
  }

  private static Algorithm algorithm(Program program, String path) {
    return Passes.op(program, Op.Convolve.class, path).algorithm();
  }

  /** Whoever asked again could get another answer than the one that is printed. */
  @Test
  void nothingElseAsksForAnAlgorithm() throws IOException {
    try (var files = Files.walk(Path.of("src", "main", "java"))) {
      var asking =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> read(file).contains("Convolutions.choose("))
              .map(file -> file.getFileName().toString());
      assertThat(asking).containsExactly("AlgorithmSelection.java");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
