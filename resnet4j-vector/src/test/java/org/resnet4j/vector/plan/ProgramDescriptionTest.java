package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.resnet4j.vector.program.Backward;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.zoo.Zoo;

/** What is printed is what runs. */
class ProgramDescriptionTest {

  private static Program compile(String model, CompilerOptions options) {
    var architecture = Zoo.of(model);
    return Compiler.compile(architecture.layer(), architecture.input(), options);
  }

  /** The lines of the instructions: all before the empty line. */
  private static List<String> lines(Program program) {
    return ProgramDescription.of(program).lines().takeWhile(line -> !line.isEmpty()).toList();
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void thereIsALineForEachInstructionInOrderWithItsAlgorithm(Purpose purpose) {
    var program = compile("resnet50", CompilerOptions.of(purpose, 2));
    var instructions =
        Stream.concat(program.prologue().stream(), program.instructions().stream()).toList();
    var lines = lines(program);
    assertThat(lines).hasSameSizeAs(instructions);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(algorithm(lines.get(i)))
          .as(lines.get(i))
          .isEqualTo(algorithm(instructions.get(i)));
      for (int value : instructions.get(i).writes()) {
        assertThat(lines.get(i)).contains(program.value(value) + " at ");
      }
    }
  }

  /** The column of algorithms. */
  private static String algorithm(String line) {
    return "%-90s".formatted(line).substring(78, 90).trim();
  }

  private static String algorithm(Instruction instruction) {
    var conv =
        switch (instruction) {
          case Instruction.Pack p -> p.convolution();
          case Instruction.Apply a when a.op() instanceof Op.Convolve c -> c;
          case Backward b when b.op() instanceof Op.Convolve c -> c;
          default -> null;
        };
    return conv == null ? "" : conv.algorithm().name().toLowerCase(Locale.ROOT);
  }

  @Test
  void aLineSaysWhatIsDoneWhileItReadsAndWrites() {
    var training = lines(compile("resnet20", CompilerOptions.of(Purpose.TRAINING, 2)));
    assertThat(words(training, "conv1"))
        .containsExactly("batch+convolve+moments", "norm backward+convolve backward");
    assertThat(words(training, "layer1.0.conv2"))
        .containsExactly("norm+relu+convolve+moments", "norm backward+convolve backward+mask+sums");
    assertThat(words(training, "layer1.1.bn1"))
        .containsExactly("normalise later", "normalise backward");
    assertThat(words(training, "layer1.1.bn2"))
        .containsExactly("normalise+add+relu", "normalise backward");
    var prediction = lines(compile("resnet20", CompilerOptions.of(Purpose.PREDICTION, 2)));
    assertThat(words(prediction, "layer1.1.conv2"))
        .containsExactly("fold+pack", "convolve+bias+add+relu");
  }

  private static List<String> words(List<String> lines, String path) {
    return lines.stream()
        .filter(line -> line.startsWith(path + " "))
        .map(line -> "%-90s".formatted(line).substring(31, 77).trim())
        .toList();
  }

  @Test
  void theTotalsAreThoseOfTheInstructions() {
    var program = compile("resnet20", CompilerOptions.of(Purpose.PREDICTION, 32));
    assertThat(ProgramDescription.of(program))
        .contains("instructions     %d, and 20 once".formatted(program.instructions().size()))
        .contains("directly 1.298 G")
        .contains("memory           %.1f MB".formatted(MemoryPlan.of(program).bytes() / 1e6));
  }
}
