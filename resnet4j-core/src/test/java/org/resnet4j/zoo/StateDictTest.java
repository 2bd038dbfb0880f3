package org.resnet4j.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.model.Parameters;

/** Keys, shapes and their order against torchvision's state dicts. */
class StateDictTest {
  @ParameterizedTest
  @CsvFileSource(resources = "torchvision-state-dicts.csv")
  void keysShapesAndOrderEqualTorchvisions(String name, int entries, String sha256)
      throws NoSuchAlgorithmException {
    var text = stateDict(name);
    assertThat(text.lines().count()).isEqualTo(entries);
    var digest = MessageDigest.getInstance("SHA-256");
    var hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(sha256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "googlenet", "alexnet", "vgg11_bn"})
  void theWholeListEqualsTorchvisions(String name) throws IOException {
    try (var expected = StateDictTest.class.getResourceAsStream(name + "-state-dict.txt")) {
      assertThat(expected).isNotNull();
      assertThat(stateDict(name))
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theCifarFamilyIsNamedAsImageNets() {
    var projected = Zoo.of("resnet20", ZooOptions.DEFAULTS.withShortcut(Shortcut.B));
    assertThat(Parameters.of(projected.layer()))
        .extracting(parameter -> parameter.key())
        .startsWith("conv1.weight", "bn1.weight")
        .contains("layer1.0.conv1.weight", "layer2.0.downsample.0.weight")
        .contains("layer3.0.downsample.1.running_var")
        .endsWith("fc.weight", "fc.bias");
  }

  @Test
  void plainNetworksHaveTheNamesOfTheirResidualCounterparts() {
    for (int depth : List.of(20, 34, 50)) {
      var optionA = ZooOptions.DEFAULTS.withShortcut(Shortcut.A);
      assertThat(keys("plain" + depth, ZooOptions.DEFAULTS))
          .isEqualTo(keys("resnet" + depth, optionA));
    }
  }

  @Test
  void noTwoArraysOfANetworkShareAKey() {
    for (var name : Zoo.names()) {
      assertThat(keys(name, ZooOptions.DEFAULTS)).doesNotHaveDuplicates();
    }
  }

  private static List<String> keys(String name, ZooOptions options) {
    return Parameters.of(Zoo.of(name, options).layer()).stream()
        .map(parameter -> parameter.key())
        .toList();
  }

  private static String stateDict(String name) {
    return Parameters.of(Zoo.of(name).layer()).stream()
        .map(parameter -> (parameter.key() + " " + parameter.shape()).trim() + "\n")
        .collect(Collectors.joining());
  }
}
