package org.resnet4j.vector.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.Targets;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.plan.Compiler;
import org.resnet4j.vector.plan.CompilerOptions;
import org.resnet4j.vector.plan.MemoryPlan;
import org.resnet4j.vector.plan.Purpose;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Program;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** The tasks of an instruction are a function of the instruction. */
class InstructionTasksTest {
  private static final int BATCH = 2;

  private static Architecture architecture(String model, String input) {
    return Zoo.of(model, ZooOptions.DEFAULTS.withInput(Shape.parse(input)));
  }

  /** A program and all that it is bound to. */
  private static final class Bound {
    final Program program;
    final Variables variables;
    final Binding binding;
    final InstructionTasks tasks;

    Bound(Architecture architecture, Purpose purpose) {
      program =
          Compiler.compile(
              architecture.layer(), architecture.input(), CompilerOptions.of(purpose, BATCH));
      variables = new Variables(Network.create(architecture, 1), key -> true);
      var memory = MemoryPlan.of(program);
      var workspace = new Workspace(1, new PackedWeights());
      workspace.arenas().grow(memory.arenas());
      binding = new Binding(program, memory, variables, workspace);
      tasks = new InstructionTasks(binding);
    }

    List<Instruction> all() {
      return Stream.concat(program.prologue().stream(), program.instructions().stream()).toList();
    }
  }

  /** What is printed for an instruction is done: none goes without. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet8", "mlp10", "lenet5", "lenet5_1998", "highway10", "resnet18"})
  void everyInstructionHasTasks(String model) {
    for (var purpose : Purpose.values()) {
      var bound = new Bound(Zoo.of(model), purpose);
      assertThat(bound.all())
          .allSatisfy(instruction -> assertThat(bound.tasks.of(instruction)).isNotEmpty());
    }
  }

  /** Which instructions were asked for before, and in which order, changes no bit. */
  @ParameterizedTest
  @ValueSource(strings = {"TRAINING", "GRADIENTS", "PREDICTION"})
  void theOrderOfAskingMeansNothing(Purpose purpose) {
    var architecture = architecture("resnet8", "3x16x16");
    var inOrder = new Bound(architecture, purpose);
    var shuffled = new Bound(architecture, purpose);
    var order = new ArrayList<>(shuffled.all());
    Collections.shuffle(order, new Random(4));
    var expected = run(inOrder, inOrder.all(), architecture);
    assertThat(run(shuffled, order, architecture)).isEqualTo(expected);
    for (var key : inOrder.variables.gradients().keySet()) {
      var gradient = shuffled.variables.gradient(key);
      assertThat(Arrays.equals(gradient, inOrder.variables.gradient(key))).as(key).isTrue();
    }
  }

  /**
   * Makes the tasks of all instructions in this order and does them in the program's; the logits.
   */
  private static float[] run(Bound bound, List<Instruction> asked, Architecture architecture) {
    Map<Instruction, List<Task>> tasks = new HashMap<>();
    asked.forEach(instruction -> tasks.put(instruction, bound.tasks.of(instruction)));
    var random = new Random(3);
    var images = new float[BATCH * Math.toIntExact(architecture.input().elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    bound.binding.inputs().images(images);
    bound.binding.inputs().training(new Targets.Labels(new int[] {3, 7}), 1, 5);
    for (var instruction : bound.all()) {
      for (var task : tasks.get(instruction)) {
        for (int item = 0; item < task.items(); item++) {
          task.run(item, 0);
        }
      }
    }
    var logits = bound.binding.span(bound.program.logits());
    int length = bound.program.layout(bound.program.logits()).size();
    return Arrays.copyOfRange(logits.data(), logits.offset(), logits.offset() + length);
  }

  /** An executable is bound, not begun: its arenas and packed weights are as they were. */
  @Test
  void bindingComputesNothing() {
    var architecture = architecture("resnet8", "3x16x16");
    var options = CompilerOptions.of(Purpose.PREDICTION, BATCH);
    var program = Compiler.compile(architecture.layer(), architecture.input(), options);
    var memory = MemoryPlan.of(program);
    var packed = new PackedWeights();
    var workspace = new Workspace(1, packed);
    workspace.arenas().grow(memory.arenas());
    var variables = new Variables(Network.create(architecture, 1), key -> false);
    var bound = new Binding(program, memory, variables, workspace);
    var executable = new Executable(program, memory, variables, workspace);
    var conv = ((Instruction.Pack) program.prologue().get(1)).convolution();
    assertThat(bound.packed(conv).weights().data()).containsOnly(0f);
    try (var pool = new ThreadPool(1)) {
      executable.prepare(pool);
    }
    assertThat(bound.packed(conv).weights().data()).doesNotContain(Float.NaN);
    assertThat(sum(bound.packed(conv).weights().data())).isPositive();
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += Math.abs(value);
    }
    return sum;
  }
}
