package org.resnet4j.weights.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Resources;

class PyTorchCheckpointTest {

  @ParameterizedTest
  @CsvSource({
    "views.pth, state_dict.",
    "views-legacy.pth, state_dict.",
    "protocol5.pth, ''",
    "python.safetensors, ''"
  })
  void viewsTypesAndSharedStoragesAreReadFromEveryFormat(String file, String prefix) {
    var weights = WeightFile.read(Resources.file(file));
    assertArray(weights.at(prefix + "float"), Shape.of(2, 3, 4), i -> i);
    assertArray(weights.at(prefix + "transposed"), Shape.of(6, 4), i -> i % 4 * 6 + i / 4);
    assertArray(weights.at(prefix + "slice"), Shape.of(2, 3), i -> 6 + i / 3 * 6 + i % 3 * 2);
    assertArray(weights.at(prefix + "shared"), Shape.of(12), i -> i);
    assertArray(weights.at(prefix + "sharedtail"), Shape.of(2, 4), i -> i + 4);
    assertArray(weights.at(prefix + "expanded"), Shape.of(3, 2), i -> 7);
    assertThat(weights.at(prefix + "half").data()).containsExactly(1.5f, -2, 65504);
    assertThat(weights.at(prefix + "bfloat").data()[0]).isEqualTo(1.5f);
    assertThat(weights.at(prefix + "bfloat").data()[2]).isBetween(2.98e38f, 3.02e38f);
    assertThat(weights.at(prefix + "double").data()).containsExactly(0.1f, -1e-30f);
    assertArray(weights.at(prefix + "long"), Shape.of(), i -> 12345);
    assertThat(weights.at(prefix + "byte").data()).containsExactly(0, 255);
    assertThat(weights.at(prefix + "bool").data()).containsExactly(1, 0);
    assertArray(weights.at(prefix + "empty"), Shape.of(0, 3), i -> 0);
    assertArray(weights.at(prefix + "parameter"), Shape.of(2, 2), i -> i + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"views.pth", "views-legacy.pth"})
  void everyTensorOfACheckpointIsNamedByItsPath(String file) {
    var weights = PyTorchCheckpoint.read(Resources.file(file));
    assertThat(weights.at("best_prec1").data()).containsExactly(91.5f);
    assertThat(weights.at("opt.state.0.momentum_buffer").shape()).isEqualTo(Shape.of(2, 1, 3, 3));
    assertThat(weights.keys()).hasSize(14 + 1 + 4);
  }

  /** PyTorch's safe loader refuses it; its arrays are there, and nothing needs to be built. */
  @Test
  void aPickledModuleHasTheKeysOfItsStateDict() {
    var module = PyTorchCheckpoint.read(Resources.file("module.pth"));
    assertThat(module.keys())
        .containsExactlyInAnyOrder(
            "0.weight",
            "0.bias",
            "1.weight",
            "1.bias",
            "1.running_mean",
            "1.running_var",
            "1.num_batches_tracked");
    assertThat(module.at("0.weight").shape()).isEqualTo(Shape.of(2, 1, 3, 3));
    assertThat(module.at("1.num_batches_tracked").data()).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({"resnet20-12fca82f.th, 97", "resnet56-4bfd9763.th, 277"})
  void thePublicCifarWeightsAreRead(String name, int tensors) {
    var file = Resources.golden("cifar10-pretrained/" + name);
    assumeTrue(Files.exists(file), "the golden weights are not here: " + file);
    var weights = WeightFile.read(file);
    assertThat(weights.keys().stream().filter(key -> key.startsWith("state_dict.module.")))
        .hasSize(tensors);
  }

  private interface Element {
    float at(int index);
  }

  private static void assertArray(NdArray array, Shape shape, Element expected) {
    assertThat(array.shape()).isEqualTo(shape);
    for (int i = 0; i < array.data().length; i++) {
      assertThat(array.data()[i]).isEqualTo(expected.at(i));
    }
  }
}
