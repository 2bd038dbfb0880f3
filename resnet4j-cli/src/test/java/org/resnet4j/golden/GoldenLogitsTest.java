package org.resnet4j.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.fetch.Progress;
import org.resnet4j.internal.random.Mt19937;
import org.resnet4j.model.Shape;

/**
 * The weights that ship with resnet4j give PyTorch's logits on every engine. These tests need
 * nothing beside the repository; {@code make_golden.py} says how the numbers were made.
 */
final class GoldenLogitsTest {
  private static final double TOLERANCE = 2e-5;
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"vector", "torch"})
  void theDigitsOfTheSampleHavePyTorchsLogits(String engine) throws Exception {
    var digits = new Datasets(folder, true, Progress.SILENT).open("mnist-sample").test();
    var input = Shape.of(1, 28, 28);
    var images = new float[digits.size() * 28 * 28];
    var labels = new int[digits.size()];
    for (int i = 0; i < digits.size(); i++) {
      labels[i] = digits.label(i);
      Golden.normalise(
          digits.image(i).pixels(), images, i * 28 * 28, List.of(0.1307), List.of(0.3081));
    }
    var network = Golden.network("resnet20", input, shipped("mnist"));
    var logits = Golden.logits(engine, network, input, images);
    var expected = Golden.floats(Golden.resource("resnet20-mnist.f32"));
    assertThat(logits).hasSameSizeAs(expected);
    assertThat(Golden.error(logits, expected)).isLessThan(TOLERANCE);
    assertThat(Golden.correct(logits, labels)).isEqualTo(fact("mnist-sample.right"));
    assertThat(labels).hasSize(fact("mnist-sample.images"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "torch"})
  void randomImagesInColourHavePyTorchsLogits(String engine) throws Exception {
    var input = Shape.of(3, 32, 32);
    var random = new Mt19937(1);
    var images = new float[64 * 3 * 32 * 32];
    for (int i = 0; i < images.length; i++) {
      images[i] = 4 * random.nextFloat() - 2;
    }
    var network = Golden.network("resnet20", input, shipped("cifar10"));
    var logits = Golden.logits(engine, network, input, images);
    var expected = Golden.floats(Golden.resource("resnet20-cifar10.f32"));
    assertThat(logits).hasSameSizeAs(expected);
    assertThat(Golden.error(logits, expected)).isLessThan(TOLERANCE);
  }

  private static int fact(String name) throws Exception {
    return Integer.parseInt(Golden.facts().getProperty(name));
  }

  private Path shipped(String data) throws Exception {
    var name = "resnet20-%s.safetensors".formatted(data);
    var file = folder.resolve(name);
    try (var in = Golden.class.getResourceAsStream("/org/resnet4j/cli/weights/" + name)) {
      assertThat(in).as(name).isNotNull();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
