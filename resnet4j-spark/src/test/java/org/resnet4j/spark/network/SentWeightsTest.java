package org.resnet4j.spark.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SentWeightsTest {
  @TempDir Path folder;

  @Test
  void ofAFolderTravelsWhatAClassifierReads() throws IOException {
    var run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve("model.safetensors"), "weights");
    Files.writeString(run.resolve("config.json"), "{}");
    Files.writeString(run.resolve("events.out"), "much");
    Files.createDirectory(run.resolve("checkpoints.json"));
    var there = Files.createDirectory(folder.resolve("there"));
    assertThat(SentWeights.read(run).unpack(there)).isEqualTo(there);
    try (var files = Files.list(there)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model.safetensors", "config.json");
    }
    assertThat(there.resolve("model.safetensors")).hasContent("weights");
  }

  @Test
  void anIndexTakesItsPartsAlong() throws IOException {
    var index = folder.resolve("model.safetensors.index.json");
    Files.writeString(
        index, "{\"weight_map\": {\"a\": \"1.bin\", \"b\": \"2.bin\", \"c\": \"1.bin\"}}");
    Files.writeString(folder.resolve("1.bin"), "one");
    Files.writeString(folder.resolve("2.bin"), "two");
    var there = Files.createDirectory(folder.resolve("there"));
    assertThat(SentWeights.read(index).unpack(there)).isEqualTo(there.resolve(index.getFileName()));
    assertThat(there.resolve("2.bin")).hasContent("two");
  }

  @Test
  void theFingerprintIsThatOfNamesAndBytes() throws IOException {
    var one = Files.writeString(folder.resolve("one.pth"), "weights");
    var other = Files.writeString(folder.resolve("other.pth"), "weights");
    assertThat(SentWeights.read(one).fingerprint())
        .isEqualTo(SentWeights.read(one).fingerprint())
        .isNotEqualTo(SentWeights.read(other).fingerprint())
        .hasSize(64);
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> SentWeights.read(folder)).hasMessageContaining("no model.safetensors");
    assertThatThrownBy(() -> SentWeights.read(folder.resolve("x.pth")))
        .hasMessageContaining("there is no file or folder");
  }
}
