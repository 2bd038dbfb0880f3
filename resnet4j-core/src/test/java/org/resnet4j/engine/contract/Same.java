package org.resnet4j.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.resnet4j.engine.TrainingState;
import org.resnet4j.weights.Weights;

/** Whether numbers are the same, to the bit or nearly. */
final class Same {
  private Same() {}

  static void floats(float[] actual, float[] expected) {
    assertThat(actual).containsExactly(expected);
  }

  static void weights(Weights actual, Weights expected) {
    assertThat(actual.keys()).isEqualTo(expected.keys());
    for (var key : expected.keys()) {
      assertThat(actual.at(key)).as(key).isEqualTo(expected.at(key));
    }
  }

  static void states(TrainingState actual, TrainingState expected) {
    weights(actual.weights(), expected.weights());
    weights(actual.optimizer(), expected.optimizer());
    assertThat(actual.average().isPresent()).isEqualTo(expected.average().isPresent());
    actual.average().ifPresent(ours -> weights(ours, expected.average().orElseThrow()));
    assertThat(actual.updates()).isEqualTo(expected.updates());
  }

  /** Each within this share of the largest. */
  static void nearly(float[] actual, float[] expected, double share) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 1e-12;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("[%d]", i).isCloseTo(expected[i], within(share * largest));
    }
  }
}
