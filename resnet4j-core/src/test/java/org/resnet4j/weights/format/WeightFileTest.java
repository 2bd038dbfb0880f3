package org.resnet4j.weights.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Resources;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

final class WeightFileTest {
  /** The first bytes tell the format, and are read again as part of it. */
  private static final int START = 16;

  @TempDir Path folder;

  @Test
  void openingReadsTheHeaderAlone() throws IOException {
    var file = lenet5();
    long header = Files.size(file) - 4 * 61_706;
    long bytes =
        FileReads.of(
            file,
            () -> {
              try (var opened = WeightFile.open(file)) {
                assertThat(opened.metadata()).containsEntry("seed", "7");
              }
            });
    assertThat(bytes).isBetween(header, header + START);
  }

  @Test
  void metadataAndNetworkAreReadInOnePass() throws IOException {
    var file = lenet5();
    var architecture = Zoo.of("lenet5");
    long bytes =
        FileReads.of(
            file,
            () -> {
              try (var opened = WeightFile.open(file)) {
                assertThat(opened.metadata()).isNotEmpty();
                var network = opened.network(architecture);
                assertThat(network.weights().keys())
                    .isEqualTo(Network.create(architecture, 7).weights().keys());
              }
            });
    assertThat(bytes).isBetween(Files.size(file), Files.size(file) + START);
  }

  /** PyTorch's old format, whose arrays come after five pickles. */
  @Test
  void anOldCheckpointIsReadOnce() throws IOException {
    var file = Resources.file("views-legacy.pth");
    long bytes = FileReads.of(file, () -> WeightFile.read(file));
    assertThat(bytes).isBetween(Files.size(file), Files.size(file) + 2 * START);
  }

  /** A zip is read by its table of contents, which names each entry a second time. */
  @ParameterizedTest
  @ValueSource(strings = {"views.pth", "protocol5.pth"})
  void aCheckpointIsReadOnceWithItsTableOfContents(String name) throws IOException {
    var file = Resources.file(name);
    long bytes = FileReads.of(file, () -> WeightFile.read(file));
    assertThat(bytes).isBetween(Files.size(file) / 2, Files.size(file) + 2 * START + 512);
  }

  @Test
  void weightsOfOtherClassesAreTunedWithFreshClassifiers() {
    try (var opened = WeightFile.open(lenet5())) {
      var pets = Zoo.of("lenet5", ZooOptions.DEFAULTS.withClasses(3));
      assertThatThrownBy(() -> opened.network(pets)).isInstanceOf(WeightsException.class);
      var tuned = opened.networkToTune(pets, 1);
      assertThat(tuned.weights().at("fc3.weight").data())
          .isEqualTo(Network.create(pets, 1).weights().at("fc3.weight").data());
      assertThat(tuned.weights().at("fc1.weight").data())
          .isEqualTo(Network.create(Zoo.of("lenet5"), 7).weights().at("fc1.weight").data());
    }
  }

  @Test
  void whatIsNoFileOfWeightsIsSaid() throws IOException {
    var text = Files.writeString(folder.resolve("notes.txt"), "these are no weights at all");
    assertThatThrownBy(() -> WeightFile.open(text))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("notes.txt' is neither a safetensors file nor a PyTorch checkpoint");
    assertThatThrownBy(() -> WeightFile.open(folder.resolve("none")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("none");
  }

  private Path lenet5() {
    var file = folder.resolve("lenet5.safetensors");
    var weights = Network.create(Zoo.of("lenet5"), 7).weights();
    Safetensors.write(file, weights, Map.of("seed", "7"));
    return file;
  }
}
