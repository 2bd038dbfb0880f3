package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.resnet4j.vector.program.Backward;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Operand;
import org.resnet4j.vector.program.Program;

/**
 * For training: a batch norm between convolutions needs no pass of its own and its output no
 * memory, because the convolutions after it normalise while they read. The backward pass is
 * similar: the gradient of the norm's input is affine in two values that exist already, and the
 * convolution before it computes it while it reads.
 */
final class Deferral {
  private final Set<Integer> kept;
  private final Map<Integer, List<Instruction>> readers = new HashMap<>();

  private Deferral(Program program) {
    kept = program.kept();
    for (var instruction : program.instructions()) {
      for (int value : instruction.reads()) {
        readers.computeIfAbsent(value, none -> new ArrayList<>()).add(instruction);
      }
    }
  }

  static Program defer(Program program) {
    var pass = new Deferral(program);
    var deferred =
        program.instructions().stream()
            .flatMap(instruction -> remakeable(instruction).stream())
            .filter(operand -> pass.onlyOperand(operand.value()))
            .collect(Collectors.toMap(Operand::value, operand -> operand));
    return program.with(
        program.instructions().stream()
            .map(instruction -> rewritten(instruction, deferred))
            .toList());
  }

  /** A value that an instruction writes and its readers could compute as well. */
  private static Optional<Operand> remakeable(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Apply a when a.op() instanceof Op.NormaliseBatch n && addsNothing(n) ->
          Optional.of(new Operand.Normalised(n.output(), n.path(), n.input(), n.relu()));
      case Backward b
          when b.op() instanceof Op.NormaliseBatch n && b.into().get(0) != Instruction.NONE ->
          Optional.of(
              new Operand.NormGradient(b.into().get(0), n.path(), b.into().get(1), n.input()));
      default -> Optional.empty();
    };
  }

  private static boolean addsNothing(Op.NormaliseBatch norm) {
    return norm.epilogue().addend().isEmpty();
  }

  /** Whether all readers of a value can compute it while they read. */
  private boolean onlyOperand(int value) {
    return !kept.contains(value)
        && readers.getOrDefault(value, List.of()).stream()
            .allMatch(instruction -> asOperand(instruction, value));
  }

  /** Whether an instruction reads a value as an operand and in no other role. */
  private static boolean asOperand(Instruction instruction, int value) {
    long roles = instruction.reads().stream().filter(read -> read == value).count();
    return roles == instruction.operands().stream().filter(o -> o.value() == value).count();
  }

  private static Instruction rewritten(Instruction instruction, Map<Integer, Operand> deferred) {
    return switch (instruction) {
      case Instruction.Apply apply -> new Instruction.Apply(rewritten(apply.op(), deferred));
      case Backward b ->
          new Backward(
              rewritten(b.op(), deferred),
              deferred.getOrDefault(b.gradient().value(), b.gradient()),
              b.into().stream().map(v -> deferred.containsKey(v) ? Instruction.NONE : v).toList(),
              b.epilogue(),
              b.trained(),
              b.gathered());
      default -> instruction;
    };
  }

  private static Op rewritten(Op op, Map<Integer, Operand> deferred) {
    return switch (op) {
      case Op.Convolve c -> c.with(deferred.getOrDefault(c.input().value(), c.input()));
      case Op.NormaliseBatch n when deferred.containsKey(n.output()) -> n.unwritten();
      default -> op;
    };
  }
}
