package org.resnet4j.weights.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Resources;
import org.resnet4j.weights.Selection;
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

  /** ResNet-18's weights are 47 MB: they stay in the file until someone wants them. */
  @Test
  void aNetworkToPredictTakesNoMemoryForItsLargeArrays() {
    var architecture = Zoo.of("resnet18");
    var network = Network.create(architecture, 3);
    var file = folder.resolve("resnet18.safetensors");
    Safetensors.write(file, network.weights());
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Network late;
    try (var opened = WeightFile.open(file)) {
      late = opened.networkToPredict(architecture, Selection.USUAL).network();
    }
    var key = "layer4.0.conv1.weight";
    var copied = new float[Math.toIntExact(late.weights().at(key).shape().elements())];
    late.weights().at(key).copyTo(copied);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before - 4L * copied.length;
    assertThat(bytes).isLessThan(12_000_000);
    assertThat(copied).isEqualTo(network.weights().at(key).data());
    assertThat(late.weights().at(key).data()).isSameAs(late.weights().at(key).data());
    assertThat(late).isEqualTo(network);
  }

  @Test
  void aFileThatReplacesTheOneInUseDoesNoHarmAndOneThatIsWrittenOverItIsNoticed()
      throws IOException {
    var key = "layer4.0.conv1.weight";
    var architecture = Zoo.of("resnet18");
    var right = Network.create(architecture, 7);
    var file = folder.resolve("resnet18.safetensors");
    Safetensors.write(file, right.weights());
    Network one;
    Network other;
    try (var opened = WeightFile.open(file)) {
      one = opened.networkToPredict(architecture, Selection.USUAL).network();
    }
    var old = folder.resolve("old.safetensors");
    Files.copy(file, old);
    Safetensors.write(
        file, Network.create(Zoo.of("lenet5"), 8).weights()); // another file by this name
    assertThat(one.weights().at(key)).isEqualTo(right.weights().at(key));
    try (var opened = WeightFile.open(old)) {
      other = opened.networkToPredict(architecture, Selection.USUAL).network();
    }
    byte[] bytes = Files.readAllBytes(old);
    bytes[bytes.length - 1] ^= 1;
    Files.write(old, bytes);
    Files.setLastModifiedTime(old, FileTime.fromMillis(1));
    var late = other.weights().at(key);
    assertThatThrownBy(late::data)
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("old.safetensors was written to while it was read");
  }

  @Test
  void aNumberThatIsNoneIsSaidBeforeAnythingIsKept() {
    var weights = Network.create(Zoo.of("lenet5"), 7).weights().copy();
    weights.at("fc1.weight").data()[40_000] = Float.NaN;
    var file = folder.resolve("nan.safetensors");
    Safetensors.write(file, weights);
    try (var opened = WeightFile.open(file)) {
      assertThatThrownBy(() -> opened.networkToPredict(Zoo.of("lenet5"), Selection.USUAL))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("'fc1.weight' has 1 numbers of 48000");
    }
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
