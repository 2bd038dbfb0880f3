package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;

/** What a training step promises: resume, threads, memory, probes, running statistics. */
class TrainingTest {
  private final Network network = Twins.network(Zoo.of("resnet20"));
  private final Batch batch = Twins.batch(Zoo.of("resnet20"), 6);
  private final TrainingOptions options = TrainingOptions.sgd(Zoo.of("resnet20").input(), 6);

  @Test
  void resumingIsBitIdentical() {
    try (var engine = Twins.vector(2);
        var whole = engine.training(network, options);
        var resumed = engine.training(Twins.network(Zoo.of("resnet20")), options)) {
      train(whole, 2);
      TrainingState half = whole.state();
      train(whole, 2);
      resumed.restore(half);
      train(resumed, 2);
      assertIdentical(resumed.state().weights(), whole.state().weights());
      assertIdentical(resumed.state().optimizer(), whole.state().optimizer());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void resultsDoNotDependOnThreads(int threads) {
    assertIdentical(trained(threads), trained(1));
  }

  @Test
  void stepsAllocateAlmostNothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var small = Zoo.of("resnet8"); // every kernel of resnet20, each warm sooner
    var examples = Twins.batch(small, 16);
    try (var engine = Twins.vector(2);
        var step = engine.training(Twins.network(small), TrainingOptions.sgd(small.input(), 16))) {
      long least = Long.MAX_VALUE;
      long end = System.nanoTime() + 120_000_000_000L; // until the kernels are compiled
      while (least >= 65536 && System.nanoTime() < end) {
        long before = threads.getTotalThreadAllocatedBytes();
        step.accumulate(examples, StepRequest.training(0));
        step.update(0.01);
        least = Math.min(least, threads.getTotalThreadAllocatedBytes() - before);
      }
      assertThat(least).isLessThan(65536);
    }
  }

  @Test
  void probesSeeWhatLibtorchSees() {
    var nodes = Set.of("input", "bn1", "relu", "layer1.0.conv1", "layer1.0.bn2", "layer2.0.sum");
    var request = StepRequest.training(3).withProbes(nodes);
    var smooth = new Network(Twins.smooth(network.layer()), network.weights());
    try (var vector = Twins.vector(2);
        var torch = Twins.torch(Precision.FP32);
        var ours = vector.training(smooth, options);
        var theirs = torch.training(smooth, options)) {
      var seen = ours.accumulate(batch, request).readings();
      var expected = theirs.accumulate(batch, request).readings();
      assertThat(seen.keySet()).isEqualTo(expected.keySet());
      for (var node : nodes) {
        var mine = seen.get(node);
        var other = expected.get(node);
        assertThat(mine.value().shape()).as(node).isEqualTo(other.value().shape());
        assertThat(Twins.error(mine.value().data(), other.value().data()))
            .as("value of " + node)
            .isLessThan(1e-4);
        assertThat(Twins.error(mine.gradient().data(), other.gradient().data()))
            .as("gradient of " + node)
            .isLessThan(2e-3);
      }
    }
  }

  @Test
  void probesChangeNothing() {
    var nodes = Set.of("bn1", "relu", "layer1.0.bn2", "layer3.2.sum");
    try (var engine = Twins.vector(2);
        var plain = engine.training(network, options);
        var probed = engine.training(network, options)) {
      var expected = plain.accumulate(batch, StepRequest.training(3));
      var actual = probed.accumulate(batch, StepRequest.training(3).withProbes(nodes));
      assertThat(actual.loss()).isEqualTo(expected.loss());
      assertThat(actual.logits()).isEqualTo(expected.logits());
      assertIdentical(probed.gradients(), plain.gradients());
      probed.update(0.1);
      plain.update(0.1);
      assertIdentical(probed.state().weights(), plain.state().weights());
    }
  }

  @Test
  void softTargetsOfOneClassAreLabels() {
    int[] labels = ((Targets.Labels) batch.targets()).labels();
    var soft = new float[labels.length * 10];
    for (int i = 0; i < labels.length; i++) {
      soft[i * 10 + labels[i]] = 1;
    }
    var same = batch.withTargets(new Targets.Distributions(soft, 10));
    try (var engine = Twins.vector(2);
        var step = engine.training(network, options)) {
      var request = new StepRequest(1, false, 0, Set.of());
      assertThat(step.accumulate(same, request).loss())
          .isEqualTo(step.accumulate(batch, request).loss());
    }
  }

  @Test
  void frozenBatchNormsKeepTheirStatistics() {
    var frozen =
        new TrainingOptions(
            options.input(),
            6,
            options.optimizer(),
            0,
            0,
            true,
            options.clipNorm(),
            options.average(),
            key -> key.startsWith("bn1") || key.startsWith("conv1"));
    try (var engine = Twins.vector(2);
        var step = engine.training(network, frozen)) {
      train(step, 2);
      var state = step.state().weights();
      assertThat(state.at("bn1.running_mean").data())
          .isEqualTo(network.weights().at("bn1.running_mean").data());
      assertThat(state.at("conv1.weight").data())
          .isEqualTo(network.weights().at("conv1.weight").data());
      assertThat(state.at("layer1.0.bn1.num_batches_tracked").data()).containsExactly(2f);
      assertThat(step.gradients().has("bn1.weight")).isFalse();
    }
  }

  @Test
  void unknownNodesAreNamedWithTheKnownOnes() {
    try (var engine = Twins.vector(1);
        var step = engine.training(network, options)) {
      var request = StepRequest.training(0).withProbes(Set.of("layer9"));
      assertThatThrownBy(() -> step.accumulate(batch, request))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("'layer9'")
          .hasMessageContaining("layer1.0.conv1");
    }
  }

  @Test
  void aBatchThatDoesNotFitTheHeapIsRefusedWithOneThatWould() {
    var large = TrainingOptions.sgd(options.input(), 2_000_000);
    try (var engine = Twins.vector(1)) {
      assertThatThrownBy(() -> engine.training(network, large))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("a batch of 2000000 needs")
          .hasMessageMatching("(?s).*a batch of \\d+ would fit.*-Xmx.*");
    }
  }

  private Weights trained(int threads) {
    try (var engine = Twins.vector(threads);
        var step = engine.training(network, options)) {
      train(step, 3);
      return step.state().weights();
    }
  }

  private void train(TrainingStep step, int steps) {
    for (int i = 0; i < steps; i++) {
      step.accumulate(batch, StepRequest.training(i));
      step.update(0.1);
    }
  }

  private static void assertIdentical(Weights actual, Weights expected) {
    assertThat(actual.keys()).isEqualTo(expected.keys());
    for (var key : expected.keys()) {
      assertThat(actual.at(key).data()).as(key).isEqualTo(expected.at(key).data());
    }
  }
}
