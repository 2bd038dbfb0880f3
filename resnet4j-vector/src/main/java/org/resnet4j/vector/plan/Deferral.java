package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Operand;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.Step;

/**
 * For training: a batch norm between convolutions needs no pass of its own and its output no
 * memory, because the convolutions after it normalise while they read. The backward pass is
 * similar: the gradient of the norm's input is affine in two values that exist already, and the
 * convolution before it computes it while it reads.
 */
final class Deferral {
  private final Set<Integer> kept;
  private final Map<Integer, List<Step>> readers = new HashMap<>();

  private Deferral(Program program) {
    kept = program.kept();
    for (var step : program.steps()) {
      for (int value : step.reads()) {
        readers.computeIfAbsent(value, none -> new ArrayList<>()).add(step);
      }
    }
  }

  static Program defer(Program program) {
    var pass = new Deferral(program);
    var deferred =
        program.steps().stream()
            .flatMap(step -> remakeable(step).stream())
            .filter(operand -> pass.onlyOperand(operand.value()))
            .collect(Collectors.toMap(Operand::value, operand -> operand));
    return program.with(program.steps().stream().map(step -> rewritten(step, deferred)).toList());
  }

  /** A value that a step writes and its readers could compute as well. */
  private static Optional<Operand> remakeable(Step step) {
    return switch (step) {
      case Step.Apply a when a.op() instanceof Op.Normalise n && addsNothing(n) ->
          Optional.of(new Operand.Normalised(n.output(), n.path(), n.input(), n.relu()));
      case Step.Backward b when b.op() instanceof Op.Normalise n && b.into().get(0) != Step.NONE ->
          Optional.of(
              new Operand.NormGradient(b.into().get(0), n.path(), b.into().get(1), n.input()));
      default -> Optional.empty();
    };
  }

  private static boolean addsNothing(Op.Normalise norm) {
    return norm.epilogue().addend().isEmpty();
  }

  /** Whether all readers of a value can compute it while they read. */
  private boolean onlyOperand(int value) {
    return !kept.contains(value)
        && readers.getOrDefault(value, List.of()).stream().allMatch(step -> asOperand(step, value));
  }

  /** Whether a step reads a value as an operand and in no other role. */
  private static boolean asOperand(Step step, int value) {
    long roles = step.reads().stream().filter(read -> read == value).count();
    return roles == step.operands().stream().filter(o -> o.value() == value).count();
  }

  private static Step rewritten(Step step, Map<Integer, Operand> deferred) {
    return switch (step) {
      case Step.Apply apply -> new Step.Apply(rewritten(apply.op(), deferred));
      case Step.Backward b ->
          new Step.Backward(
              rewritten(b.op(), deferred),
              deferred.getOrDefault(b.gradient().value(), b.gradient()),
              b.into().stream().map(v -> deferred.containsKey(v) ? Step.NONE : v).toList(),
              b.epilogue(),
              b.trained(),
              b.gathered());
      default -> step;
    };
  }

  private static Op rewritten(Op op, Map<Integer, Operand> deferred) {
    return switch (op) {
      case Op.Convolve c -> c.with(deferred.getOrDefault(c.input().value(), c.input()));
      case Op.Normalise n when deferred.containsKey(n.output()) -> n.unwritten();
      default -> op;
    };
  }
}
