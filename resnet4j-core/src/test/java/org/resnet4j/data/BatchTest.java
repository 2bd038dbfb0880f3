package org.resnet4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch says what is wrong with it when it is made, not when it is computed. */
class BatchTest {
  private static final ImageShape SHAPE = new ImageShape(1, 2, 3);

  private static Batch batch(float[] images, int... labels) {
    return new Batch(images, SHAPE, new Targets.Labels(labels));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(() -> batch(new float[0]), "a batch holds at least one example, this one has none"),
        mistake(
            () -> batch(new float[11], 0, 1),
            "2 examples of 1x2x3 need 12 values, the images hold 11"),
        mistake(
            () -> batch(new float[12], 0, -1), "label -1 of example 1: classes are counted from 0"),
        mistake(
            () -> batch(new float[24], 0, 1, 2, 3).withTargets(new Targets.Labels(new int[2])),
            "a batch of 4 examples needs as many targets, got 2"),
        mistake(
            () -> new Targets.Distributions(new float[5], 3),
            "5 probabilities do not make whole rows of 3 classes"),
        mistake(
            () -> new Targets.Distributions(new float[] {0, 1, Float.NaN, 0}, 2),
            "the target of class 0 in example 1 is NaN; targets are finite"));
  }

  private static Arguments mistake(Supplier<?> made, String message) {
    return Arguments.of(made, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneSentence(Supplier<?> made, String message) {
    assertThatThrownBy(made::get).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void batchesAreEqualByTheirExamples() {
    var longer = new float[20];
    longer[19] = 1;
    assertThat(batch(new float[12], 0, 1))
        .isEqualTo(batch(longer, 0, 1))
        .hasSameHashCodeAs(batch(longer, 0, 1))
        .isNotEqualTo(batch(new float[12], 0, 2))
        .isNotEqualTo(batch(new float[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, 1));
  }
}
