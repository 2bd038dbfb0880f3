package org.resnet4j.vector.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Operand;
import org.resnet4j.vector.program.Program;

/**
 * Where the first convolutions can read the batch as it comes, it is not converted to blocks of
 * channels, of which only three would be real; where linear layers read it, it already has their
 * rows.
 */
final class FirstLayer {
  private final Program program;
  private final List<Op> first;

  private FirstLayer(Program program) {
    this.program = program;
    first = readers(Program.INPUT);
  }

  static Program readBatch(Program program) {
    var pass = new FirstLayer(program);
    boolean all = !pass.probed(Program.INPUT) && pass.first.stream().allMatch(pass::readsBatch);
    return all ? pass.withoutInput() : program;
  }

  private Program withoutInput() {
    var batch = new HashSet<>(Set.of(Program.INPUT));
    first.stream().filter(Op.Flat.class::isInstance).map(Op::output).forEach(batch::add);
    var reading =
        program.withConvolutions(
            conv ->
                batch.contains(conv.input().value())
                    ? conv.with(new Operand.FromBatch(conv.input().value()))
                    : conv);
    return reading.with(
        reading.instructions().stream()
            .filter(instruction -> instruction.writes().stream().noneMatch(batch::contains))
            .toList());
  }

  private List<Op> readers(int value) {
    return program.ops().stream().filter(op -> op.inputs().contains(value)).toList();
  }

  private boolean readsBatch(Op op) {
    return switch (op) {
      case Op.Convolve conv -> conv.algorithm() == Algorithm.STEM;
      case Op.Flat flat ->
          program.value(flat.output()).channels() % Lanes.LANES == 0
              && !probed(flat.output())
              && readers(flat.output()).stream().allMatch(Op.Convolve.class::isInstance);
      default -> false;
    };
  }

  private boolean probed(int value) {
    return program.outputs().probes().contains(value);
  }
}
