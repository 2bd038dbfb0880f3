package org.resnet4j.vector.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.resnet4j.vector.program.Epilogue;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;

/**
 * For training: the mean and the variance that a batch norm needs are summed by the convolution
 * before it while that writes, not by a separate pass.
 */
final class NormStatistics {
  private NormStatistics() {}

  static Program gather(Program program) {
    var norms = normsBehindConvolutions(program);
    return program.withOps(
        program.ops().stream()
            .map(
                op ->
                    switch (op) {
                      case Op.Convolve c when norms.containsKey(c.output()) ->
                          gathering(c, norms.get(c.output()));
                      case Op.NormaliseBatch n when n.path().equals(norms.get(n.input())) ->
                          n.with(Op.Statistics.GATHERED);
                      default -> op;
                    })
            .toList());
  }

  private static Op gathering(Op.Convolve conv, String norm) {
    return conv.with(conv.epilogue().gathering(new Epilogue.Moments(norm)), conv.output());
  }

  /** The paths of the norms that take the batch's statistics, by the value that they read. */
  private static Map<Integer, String> normsBehindConvolutions(Program program) {
    var convolved =
        program.ops().stream()
            .filter(Op.Convolve.class::isInstance)
            .map(Op::output)
            .collect(Collectors.toSet());
    var norms = new HashMap<Integer, String>();
    for (var op : program.ops()) {
      if (op instanceof Op.NormaliseBatch n
          && n.statistics() == Op.Statistics.BATCH
          && convolved.contains(n.input())) {
        norms.put(n.input(), n.path());
      }
    }
    return norms;
  }
}
