package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.resnet4j.engine.CheckedEngine;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.vector.kernel.Bfloat16;
import org.resnet4j.vector.kernel.PlainPairs;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;

/** Networks with products in bfloat16, by plain loops instead of machine code. */
class Bfloat16Test {
  private static final String MODEL = "resnet8";

  @BeforeEach
  void withVectorsOfSixteenLanes() {
    assumeTrue(Lanes.LANES == 16, "kernels of pairs take 16 lanes");
  }

  static Engine engine(Bfloat16 use, int threads) {
    return CheckedEngine.of(
        new VectorEngine(
            threads,
            new VectorArithmetic(use, PlainPairs.kernels(), "bf16 by plain loops", "", List.of())));
  }

  @Test
  void predictionsAreThoseOfFp32ToBfloat16sRounding() {
    var architecture = Zoo.of(MODEL);
    var network = Twins.network(architecture);
    var batch = Twins.batch(architecture, 2);
    var logits = new ArrayList<float[]>();
    for (var engine : List.of(engine(Bfloat16.PRODUCTS, 2), Twins.vector(2))) {
      try (engine;
          var predictor = engine.prediction(network)) {
        logits.add(predictor.logits(batch.images(), 2, 3, 32, 32));
      }
    }
    assertThat(Twins.error(logits.get(0), logits.get(1))).isBetween(1e-6, 2e-2);
  }

  @Test
  void gradientsAreThoseOfFp32ToBfloat16sRounding() {
    var ours = gradients(engine(Bfloat16.PRODUCTS, 2));
    var exact = gradients(Twins.vector(2));
    double largest = 0;
    for (var key : exact.keys()) {
      double error = Twins.error(ours.at(key).data(), exact.at(key).data());
      assertThat(error).as(key).isLessThan(0.25);
      largest = Math.max(largest, error);
    }
    assertThat(largest).isGreaterThan(1e-5);
  }

  private static Weights gradients(Engine engine) {
    var architecture = Zoo.of(MODEL);
    try (engine;
        var step =
            engine.training(
                Twins.network(architecture), TrainingOptions.sgd(architecture.input(), 4))) {
      step.accumulate(Twins.batch(architecture, 4), StepRequest.training(0));
      return step.gradients();
    }
  }

  @Test
  void threadsAndResumingChangeNoBit() {
    var whole = trained(engine(Bfloat16.PRODUCTS, 1), false);
    assertSame(trained(engine(Bfloat16.PRODUCTS, 3), false), whole);
    assertSame(trained(engine(Bfloat16.PRODUCTS, 2), true), whole);
  }

  private static void assertSame(Weights found, Weights expected) {
    for (var key : expected.keys()) {
      assertThat(found.at(key)).as(key).isEqualTo(expected.at(key));
    }
  }

  /** The weights after four steps, with or without a stop after two. */
  private static Weights trained(Engine engine, boolean stopped) {
    var architecture = Zoo.of(MODEL);
    var options = TrainingOptions.sgd(architecture.input(), 4);
    try (engine;
        var first = engine.training(Twins.network(architecture), options);
        var second = engine.training(Twins.network(architecture), options)) {
      train(first, 0, 2);
      TrainingStep last = first;
      if (stopped) {
        second.restore(first.state());
        last = second;
      }
      train(last, 2, 4);
      return last.state().weights();
    }
  }

  private static void train(TrainingStep step, int from, int to) {
    var batch = Twins.batch(Zoo.of(MODEL), 4);
    for (int i = from; i < to; i++) {
      step.accumulate(batch, StepRequest.training(i));
      step.update(0.01);
    }
  }

  /** What is printed is what runs: the program's algorithms. */
  @ParameterizedTest
  @EnumSource(Bfloat16.class)
  void thePlanSaysWhatIsInBfloat16(Bfloat16 use) {
    var alexnet = Zoo.of("alexnet");
    try (var engine = engine(use, 1)) {
      var plan = engine.plan(alexnet.layer(), alexnet.input(), 1, false).orElseThrow();
      var lines = plan.lines().filter(line -> line.matches(".* bf16\\b.*")).toList();
      switch (use) {
        case NONE -> assertThat(lines).isEmpty();
        case LONG_READS ->
            assertThat(lines).allMatch(line -> line.startsWith("classifier")).hasSize(6);
        case PRODUCTS -> assertThat(lines).hasSizeGreaterThan(6);
      }
      boolean any = use != Bfloat16.NONE;
      assertThat(engine.precision()).isEqualTo(any ? Precision.BF16 : Precision.FP32);
    }
  }

  @Test
  void slowProcessorsKeepFp32AndSaySo() {
    assertThat(Bfloat16.on(0.5)).isEqualTo(Bfloat16.LONG_READS);
    assertThat(Bfloat16.on(2)).isEqualTo(Bfloat16.PRODUCTS);
    assertThat(VectorArithmetic.slow(0.5))
        .startsWith("this processor multiplies bf16 at 0.5 times");
  }
}
