package org.resnet4j.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.model.Shape;

/** What is asked of an engine says itself what is wrong with it. */
class OptionsTest {
  private static final Shape INPUT = Shape.of(3, 8, 8);

  static Stream<Arguments> mistakes() {
    return Stream.of(
        of(
            "threads must be at least 1, or 0 for as many as there are cores, got -3",
            () -> EngineOptions.cpu().withThreads(-3)),
        of("a GPU's index must be at least 0, got -1", () -> new Device.Cuda(-1)),
        of("momentum must be from 0 to below 1, got 1.0", () -> new Optimizer.Sgd(1, false)),
        of("beta1 must be from 0 to below 1, got -0.1", () -> new Optimizer.Adam(-0.1, 0.9, 1)),
        of("beta2 must be from 0 to below 1, got NaN", () -> new Optimizer.AdamW(0, 0.0 / 0, 1)),
        of("eps must be positive and finite, got 0.0", () -> new Optimizer.Adam(0.9, 0.9, 0)),
        of("scale must be positive and finite, got 0.0", () -> request(0)),
        of("scale must be positive and finite, got Infinity", () -> request(1.0 / 0)),
        of("batchSize must be at least 1, got 0", () -> TrainingOptions.sgd(INPUT, 0)),
        of(
            "input must be channels x height x width, each at least 1, got (3x0x8)",
            () -> TrainingOptions.sgd(Shape.of(3, 0, 8), 1)),
        of("labelSmoothing must be from 0 to below 1, got 1.0", () -> options(1, 0, 1, 0.9)),
        of("weightDecay must be finite and not negative, got -1.0", () -> options(0, -1, 1, 0.9)),
        of("clipNorm must be positive and finite, got 0.0", () -> options(0, 0, 0, 0.9)),
        of("averageDecay must be from 0 to below 1, got 1.0", () -> options(0, 0, 1, 1)));
  }

  private static StepRequest request(double scale) {
    return new StepRequest(scale, true, 0, Set.of());
  }

  private static TrainingOptions options(
      double smoothing, double decay, double clip, double average) {
    return new TrainingOptions(
        INPUT,
        1,
        new Optimizer.Sgd(0, false),
        smoothing,
        decay,
        true,
        OptionalDouble.of(clip),
        Optional.of(AverageDecay.constant(average)),
        key -> false);
  }

  private static Arguments of(String message, Supplier<?> made) {
    return Arguments.of(message, made);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeIsOneSentence(String message, Supplier<?> made) {
    assertThatThrownBy(made::get).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
