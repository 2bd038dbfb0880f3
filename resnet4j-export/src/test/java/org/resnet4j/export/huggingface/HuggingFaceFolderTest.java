package org.resnet4j.export.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.export.ExportException;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.StridePlacement;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

final class HuggingFaceFolderTest {
  private static final List<String> PETS = List.of("cat", "dog", "a \"newt\"");

  @TempDir Path folder;

  private static ModelCard card(List<String> classes) {
    return new ModelCard(
        "Pets", classes, ModelCard.Reading.imageNet(), "mit", Map.of("recipe", "a|b\nc"));
  }

  @Test
  void keysAreThoseOfTransformers() {
    var network = Network.create(Zoo.of("resnet50", ZooOptions.DEFAULTS.withClasses(3)), 1);
    HuggingFaceFolder.write(folder, network, card(PETS));
    var weights = Safetensors.read(folder.resolve("model.safetensors"));
    assertThat(weights.keys())
        .hasSameSizeAs(network.weights().keys())
        .contains(
            "resnet.embedder.embedder.convolution.weight",
            "resnet.embedder.embedder.normalization.running_var",
            "resnet.encoder.stages.3.layers.2.layer.2.normalization.bias",
            "resnet.encoder.stages.0.layers.0.shortcut.convolution.weight",
            "resnet.encoder.stages.2.layers.0.shortcut.normalization.num_batches_tracked",
            "classifier.1.bias");
    assertThat(weights.at("resnet.encoder.stages.1.layers.3.layer.0.convolution.weight").data())
        .isEqualTo(network.weights().at("layer2.3.conv1.weight").data());
  }

  @Test
  void theConfigurationTellsWhereABottleneckStrides() throws IOException {
    var options = ZooOptions.DEFAULTS.withClasses(3).withStridePlacement(StridePlacement.PAPER);
    HuggingFaceFolder.write(folder, Network.create(Zoo.of("resnet50", options), 1), card(PETS));
    var config = new ObjectMapper().readTree(folder.resolve("config.json").toFile());
    assertThat(config.get("downsample_in_bottleneck").asBoolean()).isTrue();
    assertThat(config.get("depths").toString()).isEqualTo("[3,4,6,3]");
    assertThat(config.get("id2label").get("2").asText()).isEqualTo("a \"newt\"");
    assertThat(config.get("label2id").get("a \"newt\"").asInt()).isEqualTo(2);
    assertThat(folder.resolve("README.md")).content().contains("| recipe | a\\|b c |");
  }

  @Test
  void whatTransformersDoNotKnowIsRefused() {
    var network = Network.create(Zoo.of("resnet20", ZooOptions.DEFAULTS.withClasses(3)), 1);
    assertThatThrownBy(() -> HuggingFaceFolder.write(folder, network, card(PETS)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("this network is none of them");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aCardOfOtherClassesIsRefused() {
    var network = Network.create(Zoo.of("resnet18", ZooOptions.DEFAULTS.withClasses(4)), 1);
    assertThatThrownBy(() -> HuggingFaceFolder.write(folder, network, card(PETS)))
        .hasMessage("the network has 4 classes, the card names 3");
  }
}
