package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.Targets;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.execution.Executable;
import org.resnet4j.vector.execution.PackedWeights;
import org.resnet4j.vector.execution.ThreadPool;
import org.resnet4j.vector.execution.Variables;
import org.resnet4j.vector.execution.Workspace;
import org.resnet4j.vector.program.Program;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** A pass makes a program of a program that computes the same: each of them is run. */
class PassesTest {
  private static final int BATCH = 3;

  /** What came of one run. */
  private record Result(float[] logits, double loss, Map<String, float[]> gradients) {}

  @ParameterizedTest
  @CsvSource({
    "resnet8, 3x16x16",
    "resnet18, 3x64x64",
    "googlenet, 3x64x64",
    "lenet5, 1x28x28",
    "lenet5_1998, 1x32x32",
    "mlp10, 1x28x28",
    "highway10_conv16, 1x28x28",
  })
  void everyPassKeepsWhatIsComputed(String model, String input) {
    var architecture = Zoo.of(model, ZooOptions.DEFAULTS.withInput(Shape.parse(input)));
    var network = Network.create(architecture, 1);
    for (var purpose : Purpose.values()) {
      var options = CompilerOptions.of(purpose, BATCH);
      var stages = Passes.all(architecture.layer(), architecture.input(), options);
      Result first = null;
      for (var pass : stages.keySet()) {
        var result = run(stages.get(pass), network, architecture);
        first = first == null ? result : first;
        agree(purpose + " after " + pass, result, first);
      }
    }
  }

  /**
   * Other algorithms round otherwise, and where a sum is next to zero a ReLU opens that was closed:
   * gradients of a small batch then differ by some thousandths. What a pass loses is more.
   */
  private static void agree(String what, Result result, Result expected) {
    assertThat(distance(result.logits, expected.logits)).as(what + ": logits").isLessThan(1e-3);
    assertThat(result.loss).as(what).isCloseTo(expected.loss, within(1e-4));
    expected.gradients.forEach(
        (key, gradient) ->
            assertThat(distance(result.gradients.get(key), gradient))
                .as(what + ": " + key)
                .isLessThan(2e-2));
  }

  /** ‖a − b‖ / ‖b‖. */
  private static double distance(float[] a, float[] b) {
    double difference = 0;
    double whole = 0;
    for (int i = 0; i < b.length; i++) {
      difference += Math.pow(a[i] - b[i], 2);
      whole += Math.pow(b[i], 2);
    }
    return difference == 0 ? 0 : Math.sqrt(difference / whole);
  }

  private static Result run(Program program, Network network, Architecture architecture) {
    var variables = new Variables(network, key -> true);
    var memory = MemoryPlan.of(program);
    var workspace = new Workspace(2, new PackedWeights());
    workspace.arenas().grow(memory.arenas());
    var random = new Random(3);
    var images = new float[BATCH * Math.toIntExact(architecture.input().elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    try (var pool = new ThreadPool(2)) {
      var executable = new Executable(program, memory, variables, workspace);
      executable.prepare(pool);
      executable.inputs().images(images);
      executable.inputs().training(new Targets.Labels(new int[] {3, 7, 1}), 1, 5);
      executable.run(pool);
      return new Result(executable.logits(), executable.loss(), variables.gradients());
    }
  }
}
