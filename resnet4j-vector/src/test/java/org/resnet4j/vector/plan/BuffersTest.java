package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.zoo.Zoo;

class BuffersTest {

  /** Runs a program on numbers that stand for values: no step may overwrite what is read later. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet20", "resnet50", "googlenet", "highway10_conv16", "vgg11_bn"})
  void nothingIsOverwrittenBeforeItsLastUse(String model) {
    var architecture = Zoo.of(model);
    for (var mode : Mode.values()) {
      var program =
          Compiler.compile(architecture.layer(), architecture.input(), mode, op -> true, Set.of());
      check(program, Buffers.plan(program, 2));
    }
  }

  private static void check(Program program, Buffers buffers) {
    for (int writer = 0; writer < program.steps().size(); writer++) {
      var step = program.steps().get(writer);
      for (int value : program.writes(step)) {
        for (int other = 0; other < program.values().size(); other++) {
          if (other != value && overlap(program, buffers, value, other)) {
            assertThat(neededAfter(program, other, writer))
                .as("%%%d, overwritten by %%%d at step %d", other, value, writer)
                .isFalse();
          }
        }
      }
    }
  }

  private static boolean overlap(Program program, Buffers buffers, int a, int b) {
    if (!written(program, b) || buffers.arena(a) != buffers.arena(b)) {
      return false;
    }
    long endA = buffers.offset(a) + program.value(a).floats(2);
    long endB = buffers.offset(b) + program.value(b).floats(2);
    return buffers.offset(a) < endB && buffers.offset(b) < endA;
  }

  private static boolean written(Program program, int value) {
    return program.steps().stream().anyMatch(step -> program.writes(step).contains(value));
  }

  /** Whether a value is made at or before this step and read after it. */
  private static boolean neededAfter(Program program, int value, int step) {
    boolean made =
        program.steps().subList(0, step + 1).stream()
            .anyMatch(s -> program.writes(s).contains(value));
    boolean read =
        program.kept().contains(value)
            || program.steps().subList(step + 1, program.steps().size()).stream()
                .anyMatch(s -> program.reads(s).contains(value));
    return made && read;
  }
}
