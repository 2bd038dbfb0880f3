package org.resnet4j.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.weights.Initialiser;
import org.resnet4j.weights.NdArray;

/** What the networks that torchvision does not have start from. */
class FirstWeightsTest {
  @ParameterizedTest
  @ValueSource(strings = {"highway10", "highway10_conv16", "highway32_cifar"})
  void highwayGatesStartNearlyClosed(String name) {
    var weights = Initialiser.draw(Zoo.of(name), 0);
    var gates = weights.keys().stream().filter(key -> key.endsWith("gate.0.bias")).toList();
    assertThat(gates).isNotEmpty();
    for (var gate : gates) {
      assertThat(weights.at(gate).data()).containsOnly(-2f);
      assertThat(weights.at(gate.replace("gate", "transform")).data()).containsOnly(0f);
    }
  }

  @Test
  void networksWithoutBatchNormStartAsHeEtAlSay() {
    var weights = Initialiser.draw(Zoo.of("mlp10"), 0);
    assertThat(deviation(weights.at("fc1.weight"))).isCloseTo(Math.sqrt(2.0 / 784), within(1e-3));
    assertThat(deviation(weights.at("fc5.weight"))).isCloseTo(Math.sqrt(2.0 / 71), within(1e-2));
  }

  @Test
  void everyArrayOfTheSmallNetworksIsDrawn() {
    for (var name :
        List.of("lenet5", "lenet5_1998", "highway10", "highway19_cifar", "plain20", "resnet20")) {
      var weights = Initialiser.draw(Zoo.of(name), 1);
      for (var key : weights.keys().stream().filter(k -> k.endsWith("weight")).toList()) {
        assertThat(deviation(weights.at(key))).as(name + " " + key).isBetween(0.001, 1.5);
      }
    }
  }

  private static double deviation(NdArray array) {
    var data = array.data();
    return Math.sqrt(
        IntStream.range(0, data.length).mapToDouble(i -> (double) data[i] * data[i]).sum()
            / data.length);
  }
}
