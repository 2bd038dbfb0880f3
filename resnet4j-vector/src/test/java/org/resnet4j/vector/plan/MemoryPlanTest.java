package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.vector.program.Program;
import org.resnet4j.zoo.Zoo;

class MemoryPlanTest {

  /**
   * Runs a program on numbers that stand for values: no instruction may overwrite what is read
   * later.
   */
  @ParameterizedTest
  @ValueSource(strings = {"resnet20", "resnet50", "googlenet", "highway10_conv16", "vgg11_bn"})
  void nothingIsOverwrittenBeforeItsLastUse(String model) {
    var architecture = Zoo.of(model);
    for (var purpose : Purpose.values()) {
      var program =
          Compiler.compile(
              architecture.layer(), architecture.input(), CompilerOptions.of(purpose, 2));
      check(program, MemoryPlan.of(program));
    }
  }

  private static void check(Program program, MemoryPlan memory) {
    for (int writer = 0; writer < program.instructions().size(); writer++) {
      var instruction = program.instructions().get(writer);
      for (int value : instruction.writes()) {
        for (int other = 0; other < program.values().size(); other++) {
          if (other != value && overlap(program, memory, value, other)) {
            assertThat(neededAfter(program, other, writer))
                .as("%%%d, overwritten by %%%d at instruction %d", other, value, writer)
                .isFalse();
          }
        }
      }
    }
  }

  private static boolean overlap(Program program, MemoryPlan memory, int a, int b) {
    if (!written(program, b) || memory.arena(a) != memory.arena(b)) {
      return false;
    }
    long endA = memory.offset(a) + program.layout(a).floats();
    long endB = memory.offset(b) + program.layout(b).floats();
    return memory.offset(a) < endB && memory.offset(b) < endA;
  }

  private static boolean written(Program program, int value) {
    return program.instructions().stream()
        .anyMatch(instruction -> instruction.writes().contains(value));
  }

  /** Whether a value is made at or before this instruction and read after it. */
  private static boolean neededAfter(Program program, int value, int instruction) {
    boolean made =
        program.instructions().subList(0, instruction + 1).stream()
            .anyMatch(s -> s.writes().contains(value));
    boolean read =
        program.kept().contains(value)
            || program
                .instructions()
                .subList(instruction + 1, program.instructions().size())
                .stream()
                .anyMatch(s -> s.reads().contains(value));
    return made && read;
  }
}
