package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.VectorEngineProvider;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

class DeferralTest {

  private static Program program(String model, String... probes) {
    var architecture = Zoo.of(model);
    return Compiler.compile(
        architecture.layer(),
        architecture.input(),
        CompilerOptions.of(Purpose.TRAINING, 8).withProbes(Set.of(probes)));
  }

  private static List<Op.NormaliseBatch> norms(Program program) {
    return program.ops().stream()
        .filter(op -> op instanceof Op.NormaliseBatch)
        .map(op -> (Op.NormaliseBatch) op)
        .toList();
  }

  private static Op.NormaliseBatch norm(Program program, String path) {
    return norms(program).stream().filter(n -> n.path().equals(path)).findFirst().orElseThrow();
  }

  private static boolean written(Program program, int value) {
    return program.instructions().stream()
        .anyMatch(instruction -> instruction.writes().contains(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet20", "resnet50"})
  void theNormsInsideABlockAreNeverWritten(String model) {
    var program = program(model);
    var inside =
        norms(program).stream()
            .filter(
                n ->
                    n.path()
                        .matches("layer\\d\\.\\d\\.bn" + (model.equals("resnet50") ? "[12]" : "1")))
            .toList();
    assertThat(inside).hasSize(model.equals("resnet50") ? 32 : 9);
    assertThat(inside)
        .allSatisfy(
            n -> {
              assertThat(n.written()).as(n.path()).isFalse();
              assertThat(written(program, n.output())).as(n.path()).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet20", "resnet50"})
  void aNormThatTheShortcutsSumIsMadeFromIsWritten(String model) {
    var program = program(model);
    assertThat(norms(program))
        .filteredOn(n -> n.epilogue().addend().isPresent())
        .isNotEmpty()
        .allSatisfy(n -> assertThat(written(program, n.output())).as(n.path()).isTrue());
  }

  @Test
  void aNormThatAPoolReadsIsWritten() {
    var program = program("resnet50");
    assertThat(written(program, norm(program, "bn1").output())).isTrue();
  }

  @Test
  void aNormThatAProbeLooksAtIsWrittenAndTheOthersStayAsTheyWere() {
    var program = program("resnet20", "layer1.0.relu");
    int seen = program.outputs().node("layer1.0.relu");
    assertThat(program.kept()).contains(seen);
    assertThat(written(program, seen)).isTrue();
    int other = norm(program, "layer1.1.bn1").output();
    assertThat(written(program, other)).isFalse();
  }

  @Test
  void whatIsNeverWrittenTakesNoMemory() {
    var architecture = Zoo.of("resnet20");
    var options = CompilerOptions.of(Purpose.TRAINING, 8);
    var before =
        Differentiation.differentiate(
            Passes.forward(architecture.layer(), architecture.input(), options), options);
    assertThat(MemoryPlan.of(Deferral.defer(before)).bytes())
        .isLessThan(MemoryPlan.of(before).bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"layer1.0.conv1", "layer2.0.conv2", "input"})
  void lookingAtAConvolutionDoesNotChangeABit(String node) {
    var unseen = pass(Set.of());
    var seen = pass(Set.of(node));
    assertThat(seen.logits()).isEqualTo(unseen.logits());
    for (var key : unseen.gradients().keys()) {
      var a = seen.gradients().at(key).data();
      assertThat(Arrays.equals(a, unseen.gradients().at(key).data())).as(key).isTrue();
    }
  }

  /** The sums behind a norm's gradient are then gathered by a pass of their own: another order. */
  @ParameterizedTest
  @ValueSource(strings = {"layer1.0.relu", "layer2.0.bn1", "layer1.0.bn2", "layer1.0.sum"})
  void lookingAtANormLeavesTheOutputsAndRoundsGradientsOtherwise(String node) {
    var unseen = pass(Set.of());
    var seen = pass(Set.of(node));
    assertThat(seen.logits()).isEqualTo(unseen.logits());
    for (var key : unseen.gradients().keys()) {
      var a = seen.gradients().at(key).data();
      var b = unseen.gradients().at(key).data();
      float largest = 0;
      float difference = 0;
      for (int i = 0; i < a.length; i++) {
        largest = Math.max(largest, Math.abs(b[i]));
        difference = Math.max(difference, Math.abs(a[i] - b[i]));
      }
      assertThat(difference).as(key).isLessThanOrEqualTo(2e-5f * largest);
    }
  }

  private record Passed(float[] logits, Weights gradients) {}

  private static Passed pass(Set<String> probes) {
    var architecture = Zoo.of("resnet8", ZooOptions.DEFAULTS.withInput(Shape.of(3, 16, 16)));
    var images = new float[2 * 3 * 16 * 16];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) Math.sin(i * 0.7);
    }
    var batch = new Batch(images, new ImageShape(3, 16, 16), new Targets.Labels(new int[] {3, 7}));
    var options = TrainingOptions.sgd(architecture.input(), 2);
    try (var engine = new VectorEngineProvider().open(EngineOptions.cpu());
        var training = engine.training(Network.create(architecture, 1), options)) {
      var result = training.accumulate(batch, StepRequest.training(0).withProbes(probes));
      return new Passed(result.logits(), training.gradients());
    }
  }
}
