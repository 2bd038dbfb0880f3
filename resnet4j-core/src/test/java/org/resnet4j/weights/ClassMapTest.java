package org.resnet4j.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

class ClassMapTest {
  private static final List<String> KNOWN = List.of("cat", "dog", "owl");

  @Test
  void outputsArePutInTheOrderOfTheData() {
    var network = Network.create(Zoo.of("resnet8", ZooOptions.DEFAULTS.withClasses(3)), 1);
    var mapped = new ClassMap(KNOWN, List.of("owl", "cat", "dog")).applied(network);
    var before = network.weights().at("fc.weight").data();
    var after = mapped.weights().at("fc.weight").data();
    int row = before.length / 3;
    int[] from = {2, 0, 1};
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < row; i++) {
        assertThat(after[k * row + i]).isEqualTo(before[from[k] * row + i]);
      }
      assertThat(mapped.weights().at("fc.bias").data()[k])
          .isEqualTo(network.weights().at("fc.bias").data()[from[k]]);
    }
    assertThat(mapped.weights().at("conv1.weight")).isEqualTo(network.weights().at("conv1.weight"));
    assertThat(new ClassMap(KNOWN, KNOWN).applied(network)).isSameAs(network);
  }

  @Test
  void otherNamesAreSaidEvenIfThereAreAsMany() {
    var network = Network.create(Zoo.of("resnet8", ZooOptions.DEFAULTS.withClasses(3)), 1);
    var other = new ClassMap(KNOWN, List.of("cat", "dog", "fox"));
    assertThat(other.difference())
        .contains("the weights know 3 classes (owl), the data have 3 classes (fox)");
    assertThatThrownBy(() -> other.applied(network)).hasMessageContaining("(fox)");
    assertThat(new ClassMap(KNOWN, List.of("cat")).difference())
        .contains("the weights know 3 classes (dog, owl), the data have 1 class");
    assertThat(new ClassMap(KNOWN, List.of("owl", "dog", "cat")).difference()).isEmpty();
  }
}
