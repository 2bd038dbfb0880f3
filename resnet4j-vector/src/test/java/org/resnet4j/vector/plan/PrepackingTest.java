package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.WeightSource;
import org.resnet4j.zoo.Zoo;

/** What the prologue does once. */
class PrepackingTest {

  private static Program compile(String model, Purpose purpose) {
    var architecture = Zoo.of(model);
    return Compiler.compile(
        architecture.layer(), architecture.input(), CompilerOptions.of(purpose, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet50", "googlenet", "lenet5_1998", "alexnet"})
  void theInstructionsOfThePrologueUnpackedAreTheConvolutions(String model) {
    var program = compile(model, Purpose.PREDICTION);
    var packed =
        program.ops().stream()
            .filter(op -> op instanceof Op.Convolve c && packed(c))
            .map(op -> (Op.Convolve) op)
            .map(op -> op.with(((WeightSource.Prepacked) op.weights()).source()))
            .<Instruction>map(Instruction.Pack::new)
            .toList();
    assertThat(program.prologue()).isNotEmpty().isEqualTo(packed);
  }

  private static boolean packed(Op.Convolve conv) {
    return conv.weights() instanceof WeightSource.Prepacked;
  }

  @Test
  void theClassifierReadsTheNetworksOwnWeights() {
    var fc = Passes.op(compile("resnet50", Purpose.PREDICTION), Op.Convolve.class, "fc");
    assertThat(fc.algorithm()).isEqualTo(Algorithm.LINEAR);
    assertThat(fc.weights()).isEqualTo(new WeightSource.Dense());
  }

  @Test
  void whereWeightsMoveThereIsNoPrologue() {
    assertThat(compile("resnet20", Purpose.TRAINING).prologue()).isEmpty();
    assertThat(compile("resnet20", Purpose.GRADIENTS).prologue()).isEmpty();
  }
}
