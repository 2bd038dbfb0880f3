package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.AverageDecay;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.Network;

/** Training goes where libtorch's goes, step by step. */
class TrajectoryTest {

  @Test
  void twentyStepsOfResNet20FollowLibtorch() {
    follows(Twins.architecture("resnet20", ""), 16, 0.01, 2e-3);
  }

  @Test
  @Tag("slow")
  void twentyStepsOfAlexNetFollowLibtorch() {
    // four images at 0.01 diverge, and then every last bit tells
    follows(Twins.architecture("alexnet", ""), 4, 0.001, 1e-4);
  }

  private static void follows(Architecture architecture, int size, double rate, double tolerance) {
    var options = TrainingOptions.sgd(architecture.input(), size);
    double[] ours;
    double[] theirs;
    try (var vector = Twins.vector(2)) {
      ours = losses(vector, architecture, options, size, rate);
    }
    try (var torch = Twins.torch(Precision.FP32)) {
      theirs = losses(torch, architecture, options, size, rate);
    }
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).as("loss %d", i).isCloseTo(theirs[i], within(tolerance * theirs[0]));
    }
  }

  private static double[] losses(
      Engine engine, Architecture architecture, TrainingOptions options, int size, double rate) {
    var batch = Twins.batch(architecture, size);
    var losses = new double[21];
    try (var step = engine.training(Twins.network(architecture), options)) {
      for (int i = 0; i < losses.length; i++) {
        losses[i] = step.accumulate(batch, StepRequest.training(i)).loss();
        step.update(rate);
      }
    }
    return losses;
  }

  static Stream<TrainingOptions> optimizers() {
    var none = OptionalDouble.empty();
    var input = Twins.architecture("lenet5", "").input();
    return Stream.of(
        new TrainingOptions(
            input,
            4,
            new Optimizer.Sgd(0, false),
            0.1,
            0,
            true,
            none,
            Optional.empty(),
            key -> false),
        new TrainingOptions(
            input,
            4,
            new Optimizer.Sgd(0.9, true),
            0,
            0.01,
            false,
            none,
            Optional.empty(),
            key -> false),
        new TrainingOptions(
            input,
            4,
            new Optimizer.Adam(0.9, 0.999, 1e-8),
            0,
            0.01,
            true,
            OptionalDouble.of(0.5),
            Optional.of(AverageDecay.constant(0.9)),
            key -> false),
        new TrainingOptions(
            input,
            4,
            new Optimizer.AdamW(0.9, 0.99, 1e-6),
            0,
            0.1,
            false,
            none,
            Optional.of(AverageDecay.over(0.5, 1000)),
            key -> key.startsWith("conv1")));
  }

  /**
   * Two batches an update, the second of another size: after each, gradients, weights, average and
   * every array of the optimiser agree.
   */
  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerIsLibtorchs(TrainingOptions options) {
    var lenet = Twins.network(Twins.architecture("lenet5", ""));
    // Adam makes whole steps of last bits where a gradient is next to nothing: smooth, none is
    var network =
        options.optimizer() instanceof Optimizer.Sgd
            ? lenet
            : new Network(Twins.smooth(lenet.layer()), lenet.weights());
    try (var vector = Twins.vector(2);
        var torch = Twins.torch(Precision.FP32);
        var ours = vector.training(network, options);
        var theirs = torch.training(network, options)) {
      var architecture = Twins.architecture("lenet5", "");
      for (int i = 0; i < 5; i++) {
        for (var batch : new Batch[] {batch(architecture, 4), batch(architecture, 3)}) {
          var request = new StepRequest(0.5, true, i, Set.of());
          assertThat(ours.accumulate(batch, request).loss())
              .isCloseTo(theirs.accumulate(batch, request).loss(), within(1e-4));
        }
        assertThat(Twins.worst(ours.gradients(), theirs.gradients())).isLessThan(1e-3);
        double norm = theirs.update(1e-3);
        double mine = ours.update(1e-3);
        assertThat(Double.isNaN(mine)).isEqualTo(options.clipNorm().isEmpty());
        assertThat(Double.isNaN(norm) || Math.abs(mine - norm) < 1e-3 * norm).isTrue();
        assertAgree(ours.state(), theirs.state());
      }
    }
  }

  private static void assertAgree(TrainingState ours, TrainingState theirs) {
    assertThat(ours.updates()).isEqualTo(theirs.updates());
    assertThat(Twins.worst(ours.weights(), theirs.weights())).as("weights").isLessThan(5e-4);
    assertThat(ours.optimizer().keys()).containsExactlyElementsOf(theirs.optimizer().keys());
    assertThat(Twins.worst(ours.optimizer(), theirs.optimizer())).as("optimiser").isLessThan(1e-3);
    assertThat(ours.average().isPresent()).isEqualTo(theirs.average().isPresent());
    ours.average()
        .ifPresent(
            average ->
                assertThat(Twins.worst(average, theirs.average().orElseThrow()))
                    .as("average")
                    .isLessThan(5e-4));
  }

  private static Batch batch(Architecture architecture, int size) {
    return Twins.batch(architecture, size);
  }
}
