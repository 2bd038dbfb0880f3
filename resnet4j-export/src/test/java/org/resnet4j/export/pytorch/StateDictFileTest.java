package org.resnet4j.export.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.zoo.Zoo;

final class StateDictFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"resnet20", "lenet5_1998", "highway10"})
  void whatIsWrittenIsReadBack(String name) {
    var network = Network.create(Zoo.of(name), 3);
    var file = folder.resolve("network.pth");
    StateDictFile.write(file, network);
    var read = WeightFile.read(file);
    assertThat(read.keys()).containsExactlyElementsOf(network.weights().keys());
    network
        .weights()
        .arrays()
        .forEach(
            (key, array) -> {
              assertThat(read.at(key).shape()).as(key).isEqualTo(array.shape());
              assertThat(read.at(key).data()).as(key).isEqualTo(array.data());
            });
  }

  @Test
  void theSameNetworkGivesTheSameBytes() throws IOException {
    var network = Network.create(Zoo.of("lenet5"), 3);
    StateDictFile.write(folder.resolve("a.pth"), network);
    StateDictFile.write(folder.resolve("b.pth"), network);
    assertThat(folder.resolve("a.pth")).hasSameBinaryContentAs(folder.resolve("b.pth"));
  }

  @Test
  void arraysBeginAtMultiplesOf64() throws IOException {
    var network = Network.create(Zoo.of("lenet5"), 3);
    var file = folder.resolve("network.pth");
    StateDictFile.write(file, network);
    var bytes = Files.readAllBytes(file);
    int found = 0;
    for (int i = 0; i + 30 < bytes.length; i++) {
      if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 3 && bytes[i + 3] == 4) {
        int name = bytes[i + 26] & 0xff | (bytes[i + 27] & 0xff) << 8;
        int extra = bytes[i + 28] & 0xff | (bytes[i + 29] & 0xff) << 8;
        assertThat((i + 30 + name + extra) % 64).isZero();
        found++;
      }
    }
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(found).isEqualTo(zip.size());
    }
  }
}
