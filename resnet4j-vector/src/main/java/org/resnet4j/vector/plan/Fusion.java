package org.resnet4j.vector.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.vector.program.Epilogue;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;

/**
 * A residual sum joins the batch norm before it, and a ReLU joins the operation before it if that
 * can take the positive part while it writes: y = relu(bn(x) + r) in one pass over memory. A value
 * that has other readers, or a probe, stays.
 */
final class Fusion {
  private final Map<Integer, Integer> readers;
  private final Set<Integer> probes;

  /** The operations so far, by the value that they make. */
  private final Map<Integer, Op> made = new LinkedHashMap<>();

  private Fusion(Program program) {
    readers = program.readers();
    probes = program.outputs().probes();
  }

  static Program fuse(Program program) {
    var pass = new Fusion(program);
    for (var op : program.ops()) {
      var fused = pass.fused(op);
      pass.made.put(fused.output(), fused);
    }
    return program.withOps(pass.made.values());
  }

  private Op fused(Op op) {
    return switch (op) {
      case Op.Add add when plainNorm(add.a()) -> sum(add.a(), add.b(), add.output());
      case Op.Add add when plainNorm(add.b()) -> sum(add.b(), add.a(), add.output());
      case Op.Activate relu when relu.function() == Function.RELU && canRectify(relu.input()) ->
          ((Op.Rectifiable) take(relu.input())).rectified(relu.output());
      default -> op;
    };
  }

  private Op sum(int norm, int other, int output) {
    var n = (Op.NormaliseBatch) take(norm);
    return n.with(n.epilogue().plus(other), output);
  }

  private Op take(int value) {
    return Objects.requireNonNull(made.remove(value));
  }

  private boolean plainNorm(int value) {
    return readOnce(value)
        && made.get(value) instanceof Op.NormaliseBatch norm
        && norm.epilogue().equals(Epilogue.NONE);
  }

  private boolean canRectify(int value) {
    return readOnce(value) && made.get(value) instanceof Op.Rectifiable op && !op.relu();
  }

  private boolean readOnce(int value) {
    return readers.getOrDefault(value, 0) == 1 && !probes.contains(value);
  }
}
