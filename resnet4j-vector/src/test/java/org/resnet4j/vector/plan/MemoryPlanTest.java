package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
    var uses = Uses.of(program);
    for (int writer = 0; writer < program.instructions().size(); writer++) {
      var instruction = program.instructions().get(writer);
      for (int value : instruction.writes()) {
        for (int other = 0; other < program.values().size(); other++) {
          if (other != value && uses.written(other) && overlap(program, memory, value, other)) {
            assertThat(uses.neededAfter(other, writer))
                .as("%%%d, overwritten by %%%d at instruction %d", other, value, writer)
                .isFalse();
          }
        }
      }
    }
  }

  private static boolean overlap(Program program, MemoryPlan memory, int a, int b) {
    if (memory.arena(a) != memory.arena(b)) {
      return false;
    }
    long endA = memory.offset(a) + program.layout(a).floats();
    long endB = memory.offset(b) + program.layout(b).floats();
    return memory.offset(a) < endB && memory.offset(b) < endA;
  }

  /** Of each value: the first instruction that writes it and the last that reads it. */
  private record Uses(int[] firstWrite, int[] lastRead) {
    static Uses of(Program program) {
      var first = new int[program.values().size()];
      Arrays.fill(first, Integer.MAX_VALUE);
      var last = new int[program.values().size()];
      Arrays.fill(last, -1);
      for (int i = 0; i < program.instructions().size(); i++) {
        for (int value : program.instructions().get(i).writes()) {
          first[value] = Math.min(first[value], i);
        }
        for (int value : program.instructions().get(i).reads()) {
          last[value] = i;
        }
      }
      program.kept().forEach(value -> last[value] = Integer.MAX_VALUE);
      return new Uses(first, last);
    }

    boolean written(int value) {
      return firstWrite[value] < Integer.MAX_VALUE;
    }

    /** Whether a value is made at or before this instruction and read after it. */
    boolean neededAfter(int value, int instruction) {
      return firstWrite[value] <= instruction && lastRead[value] > instruction;
    }
  }
}
