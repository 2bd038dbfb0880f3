package org.resnet4j.vector.plan;

import java.util.List;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.WeightSource;

/**
 * For prediction: weights do not change, so the prologue packs them once, instead of an instruction
 * in each run.
 */
final class Prepacking {
  private Prepacking() {}

  static Program pack(Program program) {
    List<Instruction> prologue =
        program.ops().stream()
            .filter(op -> op instanceof Op.Convolve conv && needsPacking(conv))
            .<Instruction>map(op -> new Instruction.Pack((Op.Convolve) op))
            .toList();
    return program
        .withConvolutions(
            conv ->
                needsPacking(conv) ? conv.with(new WeightSource.Prepacked(conv.weights())) : conv)
        .withPrologue(prologue);
  }

  /** A linear layer's kernels read the network's own array. */
  private static boolean needsPacking(Op.Convolve conv) {
    return conv.algorithm() != Algorithm.LINEAR || !(conv.weights() instanceof WeightSource.Dense);
  }
}
