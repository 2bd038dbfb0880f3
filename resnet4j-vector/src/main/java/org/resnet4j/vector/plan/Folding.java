package org.resnet4j.vector.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.resnet4j.vector.program.Epilogue;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.WeightSource;

/**
 * For prediction: a batch norm becomes part of the weights and the bias of the convolution before
 * it, which then also does what {@link Fusion} joined to the norm: the residual sum and the ReLU.
 */
final class Folding {
  private final Map<Integer, Integer> readers;
  private final Set<Integer> probes;

  /** The operations so far, by the value that they make. */
  private final Map<Integer, Op> made = new LinkedHashMap<>();

  private Folding(Program program) {
    readers = program.readers();
    probes = program.outputs().probes();
  }

  static Program fold(Program program) {
    var pass = new Folding(program);
    for (var op : program.ops()) {
      var folded =
          op instanceof Op.NormaliseBatch norm && pass.folds(norm) ? pass.folded(norm) : op;
      pass.made.put(folded.output(), folded);
    }
    return program.withOps(pass.made.values());
  }

  private Op folded(Op.NormaliseBatch norm) {
    var conv = (Op.Convolve) Objects.requireNonNull(made.remove(norm.input()));
    boolean bias = conv.epilogue().bias();
    return conv.with(new WeightSource.Folded(norm.path(), norm.layer().eps(), bias))
        .with(norm.epilogue().withBias(), norm.output());
  }

  /** Whether only a norm with fixed statistics reads the output of the convolution before it. */
  private boolean folds(Op.NormaliseBatch norm) {
    int value = norm.input();
    return norm.statistics() == Op.Statistics.RUNNING
        && readers.getOrDefault(value, 0) == 1
        && !probes.contains(value)
        && made.get(value) instanceof Op.Convolve conv
        && conv.weights() instanceof WeightSource.Dense
        && (conv.epilogue().equals(Epilogue.NONE)
            || conv.epilogue().equals(Epilogue.NONE.withBias()));
  }
}
