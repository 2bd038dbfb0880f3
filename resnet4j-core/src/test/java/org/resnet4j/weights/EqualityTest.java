package org.resnet4j.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.Zoo;

/** Values are equal if their contents are. */
class EqualityTest {
  @Test
  void aNetworkOfOneSeedIsOneNetwork() {
    var architecture = Zoo.of("lenet5");
    var network = Network.create(architecture, 1);
    assertThat(Network.create(architecture, 1))
        .isEqualTo(network)
        .hasSameHashCodeAs(network)
        .isNotEqualTo(Network.create(architecture, 2))
        .isNotEqualTo(Network.create(Zoo.of("alexnet"), 1));
  }

  @Test
  void arraysAreEqualToTheBit() {
    var array = new NdArray(Shape.of(2), new float[] {0f, Float.NaN});
    assertThat(array.copy()).isEqualTo(array).hasSameHashCodeAs(array);
    assertThat(new NdArray(Shape.of(2), new float[] {-0f, Float.NaN})).isNotEqualTo(array);
    assertThat(new NdArray(Shape.of(2, 1), new float[] {0f, Float.NaN})).isNotEqualTo(array);
  }
}
