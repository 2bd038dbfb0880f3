package org.resnet4j.train.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.resnet4j.train.recipe.Recipes;

class ScheduleTest {
  private static final ScheduleState START = ScheduleState.start();

  @Provide
  Arbitrary<Schedule> curves() {
    var part = Arbitraries.doubles().between(0, 1);
    var inner = Arbitraries.doubles().between(0.05, 0.95);
    Arbitrary<Schedule> cosine = part.map(Schedule.Cosine::new);
    Arbitrary<Schedule> cycle = Combinators.combine(inner, part, part).as(Schedule.OneCycle::new);
    Arbitrary<Schedule> first =
        Combinators.combine(inner, part, part).as(Schedule.ProportionalCycle::new);
    return Arbitraries.oneOf(cosine, cycle, first);
  }

  @Provide
  Arbitrary<Schedule> schedules() {
    var milestones =
        Arbitraries.longs().between(0, 3000).map(Length::iterations).list().ofMaxSize(4);
    Arbitrary<Schedule> steps =
        Combinators.combine(milestones, Arbitraries.doubles().between(0, 1))
            .as(Schedule.Steps::new);
    Arbitrary<Schedule> others =
        Arbitraries.of(new Schedule.Constant(), new Schedule.Plateau(0.1, 3, 0));
    return Arbitraries.oneOf(curves(), steps, others);
  }

  @Property
  void factorsStayBetweenZeroAndOne(
      @ForAll("schedules") Schedule schedule,
      @ForAll @LongRange(max = 5000) long iteration,
      @ForAll @LongRange(min = 1, max = 5000) long total,
      @ForAll @LongRange(min = 1, max = 500) long warm) {
    for (Warmup warmup :
        List.of(
            new Warmup.None(),
            new Warmup.Linear(Length.iterations(warm), 0.1),
            new Warmup.UntilError(0.1, 0.8))) {
      assertThat(new LearningRate(1, schedule, warmup, total, 100).at(iteration, START))
          .isBetween(0.0, 1.0);
    }
  }

  /** Neighbouring iterations differ by no more than the steepest slope of a cosine, π/2 · Δ. */
  @Property
  void curvesHaveNoJumps(
      @ForAll("curves") Schedule schedule, @ForAll @LongRange(min = 200, max = 5000) long total) {
    double steepest =
        switch (schedule) {
          case Schedule.OneCycle c ->
              total / Math.min(c.rise() * total - 1, (1 - c.rise()) * total);
          case Schedule.ProportionalCycle c -> 1 / Math.min(c.rise(), 1 - c.rise());
          default -> 1;
        };
    for (long i = 0; i < total; i++) {
      double step = schedule.factor(i + 1, total, 100, 1) - schedule.factor(i, total, 100, 1);
      assertThat(Math.abs(step)).isLessThanOrEqualTo(Math.PI / 2 * steepest / total + 1e-12);
    }
  }

  @Property
  void linearWarmUpLeadsIntoTheCurveWithoutAJump(
      @ForAll @DoubleRange(min = 0, max = 1) double from,
      @ForAll @LongRange(min = 50, max = 500) long warm) {
    var rate =
        new LearningRate(
            1, new Schedule.Cosine(0), new Warmup.Linear(Length.iterations(warm), from), 2000, 10);
    assertThat(rate.at(0, START)).isEqualTo(from);
    assertThat(rate.at(warm, START)).isEqualTo(1);
    assertThat(rate.at(warm - 1, START)).isCloseTo(1, within(1.0 / warm + 1e-12));
    assertThat(rate.at(2000, START)).isCloseTo(0, within(1e-12));
  }

  @Property
  void oneCycleMeetsItsThreePoints(
      @ForAll @DoubleRange(min = 0.01, max = 1) double start,
      @ForAll @DoubleRange(min = 0, max = 1) double end) {
    var cycle = new Schedule.OneCycle(0.25, start, end);
    assertThat(cycle.factor(0, 1000, 10, 1)).isCloseTo(start, within(1e-12));
    assertThat(cycle.factor(249, 1000, 10, 1)).isCloseTo(1, within(1e-12));
    assertThat(cycle.factor(999, 1000, 10, 1)).isCloseTo(end, within(1e-12));
    assertThat(cycle.factor(1000, 1000, 10, 1)).isCloseTo(end, within(1e-12));
    var first = new Schedule.ProportionalCycle(0.25, start, end);
    assertThat(first.factor(0, 1000, 10, 1)).isCloseTo(start, within(1e-12));
    assertThat(first.factor(250, 1000, 10, 1)).isCloseTo(1, within(1e-12));
    assertThat(first.factor(1000, 1000, 10, 1)).isCloseTo(end, within(1e-12));
  }

  @Property
  void aTrainingThatIsQuickEnoughDoesNotDependOnTheClock(
      @ForAll @LongRange(min = 0, max = 1000) long iteration,
      @ForAll @DoubleRange(min = 0.1, max = 1) double speed) {
    var rate = new LearningRate(1, new Schedule.Cosine(0), new Warmup.None(), 1000, 100);
    double seconds = speed * iteration / 1000 * 60;
    assertThat(rate.place(iteration, seconds, MINUTE)).isEqualTo(iteration);
    assertThat(rate.place(iteration, 1e9, Optional.empty())).isEqualTo(iteration);
    assertThat(rate.place(iteration, 60, MINUTE)).isEqualTo(1000);
  }

  @Example
  void thePapersCifarScheduleDividesByTenAt32kAnd48k() {
    var recipe = Recipes.of("paper-cifar10");
    var rate =
        new LearningRate(
            recipe.optimisation().learningRate(),
            recipe.optimisation().schedule(),
            recipe.optimisation().warmup(),
            64_000,
            351);
    assertThat(rate.at(0, START)).isEqualTo(0.1);
    assertThat(rate.at(31_999, START)).isEqualTo(0.1);
    assertThat(rate.at(32_000, START)).isCloseTo(0.01, within(1e-15));
    assertThat(rate.at(48_000, START)).isCloseTo(0.001, within(1e-15));
    assertThat(rate.at(63_999, START)).isCloseTo(0.001, within(1e-15));
  }

  @Example
  void theNetOf110LayersWarmsUpUntilItsTrainingErrorIsBelow80Percent() {
    var recipe = Recipes.of("paper-cifar10", "resnet110");
    var how = recipe.optimisation();
    var rate = new LearningRate(how.learningRate(), how.schedule(), how.warmup(), 64_000, 351);
    var state = START;
    int iteration = 0;
    while (!state.warm()) {
      assertThat(rate.at(iteration++, state)).isCloseTo(0.01, within(1e-15));
      state = state.afterStep(how.warmup(), 0.75);
    }
    assertThat(iteration).isBetween(50, 150);
    state = state.afterStep(how.warmup(), 1);
    assertThat(rate.at(iteration, state)).as("once warm, always warm").isEqualTo(0.1);
    assertThat(Recipes.of("paper-cifar10", "resnet20").optimisation().warmup())
        .isEqualTo(new Warmup.None());
  }

  @Example
  void aPlateauLowersTheRateAfterItsPatience() {
    var plateau = new Schedule.Plateau(0.1, 2, 0.01);
    var state = START.afterEvaluation(plateau, 0.5).afterEvaluation(plateau, 0.4);
    assertThat(state.plateauFactor()).isEqualTo(1);
    state = state.afterEvaluation(plateau, 0.395);
    assertThat(state.plateauFactor()).as("better by less than the threshold").isEqualTo(1);
    state = state.afterEvaluation(plateau, 0.41);
    assertThat(state.plateauFactor()).isEqualTo(0.1);
    state = state.afterEvaluation(plateau, 0.2).afterEvaluation(plateau, 0.3);
    assertThat(state.plateauFactor()).isEqualTo(0.1);
    assertThat(plateau.factor(7, 10, 5, state.plateauFactor())).isEqualTo(0.1);
  }

  /** torch 2.15: lr_scheduler.CosineAnnealingLR(T_max=10, eta_min=0.001) from 0.1. */
  @Example
  void cosineFollowsPyTorch() {
    follows(
        new Schedule.Cosine(0.01),
        Warmup.none(),
        10,
        0.1,
        0.09757729755661011,
        0.0905463412215599,
        0.07959536998847742,
        0.0657963412215599,
        0.0505,
        0.03520365877844011,
        0.02140463001152259,
        0.010453658778440109,
        0.0034227024433899004,
        0.001);
  }

  /** torch 2.15: lr_scheduler.MultiStepLR(milestones=[3, 7], gamma=0.1) from 0.1. */
  @Example
  void stepsFollowPyTorch() {
    var steps = Schedule.times(0.1).at(Length.iterations(3), Length.iterations(7));
    follows(steps, Warmup.none(), 10, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01, 0.001, 0.001, 0.001);
  }

  /** torch 2.15: lr_scheduler.LinearLR(start_factor=0.01, total_iters=5) from 0.1. */
  @Example
  void linearWarmUpFollowsPyTorch() {
    var warmup = Warmup.linear(Length.iterations(5));
    follows(Schedule.constant(), warmup, 8, 0.001, 0.0208, 0.0406, 0.0604, 0.0802, 0.1, 0.1, 0.1);
  }

  private static void follows(Schedule schedule, Warmup warmup, long total, double... expected) {
    var rate = new LearningRate(0.1, schedule, warmup, total, 1);
    for (int i = 0; i < expected.length; i++) {
      assertThat(rate.at(i, START)).as("iteration " + i).isCloseTo(expected[i], within(1e-15));
    }
  }

  /** torch 2.15: lr_scheduler.OneCycleLR(max_lr=1, total_steps=…, pct_start=…), every rate. */
  @Example
  void oneCycleFollowsPyTorchOverWholeTrainings() {
    cycles(
        Schedule.oneCycle(),
        0.040000000000000036,
        0.4223411137347358,
        0.9602614247226174,
        0.9797465678213015,
        0.8844757247686303,
        0.7260870492975283,
        0.5305827080875998,
        0.3300580289872949,
        0.15743251279950787,
        0.041045543206290856,
        4e-06);
    cycles(
        Schedule.oneCycle(), 0.040000000000000036, 0.811745653949763, 0.28306099820869923, 4e-06);
    cycles(Schedule.oneCycle().rise(0.2), 0.9330129698414118, 0.3705929950868298, 4e-06);
  }

  /** The same at some of a hundred steps, and of 37 with pct_start=0.25. */
  @Example
  void oneCycleFollowsPyTorchInLongerTrainings() {
    var hundred = Schedule.oneCycle();
    assertThat(hundred.factor(5, 100, 1, 1)).isCloseTo(0.10870855543955726, within(1e-14));
    assertThat(hundred.factor(28, 100, 1, 1)).isCloseTo(0.9971862194340926, within(1e-14));
    assertThat(hundred.factor(29, 100, 1, 1)).isCloseTo(1, within(1e-14));
    assertThat(hundred.factor(30, 100, 1, 1)).isCloseTo(0.9994965352845243, within(1e-14));
    assertThat(hundred.factor(50, 100, 1, 1)).isCloseTo(0.793893450575732, within(1e-14));
    assertThat(hundred.factor(98, 100, 1, 1)).isCloseTo(0.0005074647154757879, within(1e-14));
    var quarter = Schedule.oneCycle().rise(0.25);
    assertThat(quarter.factor(1, 37, 1, 1)).isCloseTo(0.07438339215228518, within(1e-14));
    assertThat(quarter.factor(18, 37, 1, 1)).isCloseTo(0.725102972001347, within(1e-14));
    assertThat(quarter.factor(36, 37, 1, 1)).isCloseTo(4e-6, within(1e-14));
  }

  @Example
  void oneCycleOfAnyLengthHasARateForEveryStep() {
    for (int total = 1; total < 12; total++) {
      for (int i = 0; i <= total; i++) {
        for (double rise : new double[] {0, 0.1, 0.3, 0.5, 1}) {
          assertThat(Schedule.oneCycle().rise(rise).factor(i, total, 1, 1)).isBetween(4e-6, 1.0);
        }
      }
    }
  }

  private static void cycles(Schedule schedule, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(schedule.factor(i, expected.length, 1, 1))
          .as("step %d of %d", i, expected.length)
          .isCloseTo(expected[i], within(1e-14));
    }
  }

  private static final Optional<Duration> MINUTE = Optional.of(Duration.ofMinutes(1));

  @Property
  void everyLengthIsReadAsItIsWritten(@ForAll @DoubleRange(min = 0, max = 1e300) double amount) {
    for (var unit : Length.Unit.values()) {
      var length = new Length(amount, unit);
      assertThat(Length.parse(length.toString())).isEqualTo(length);
    }
  }

  @Example
  void lengthsReadAndWrite() {
    assertThat(Length.parse("3 epochs")).isEqualTo(Length.epochs(3));
    assertThat(Length.parse("1 epoch").inIterations(469)).isEqualTo(469);
    assertThat(Length.parse("64000 iterations")).isEqualTo(Length.iterations(64_000));
    assertThat(Length.parse("2.5 epochs").inIterations(100)).isEqualTo(250);
    assertThat(Length.iterations(64_000)).hasToString("64000 iterations");
    assertThat(Length.parse("5.0E-4 epochs")).isEqualTo(Length.epochs(0.0005));
    assertThat(Length.epochs(0.0005)).hasToString("0.0005 epochs");
    assertThatThrownBy(() -> Length.parse("1E9999 epochs")).hasMessageContaining("write 3 epochs");
    assertThatThrownBy(() -> Length.parse("many")).hasMessageContaining("write 3 epochs");
  }
}
