package org.resnet4j.vector.plan;

import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.program.Program;

/**
 * Chooses the algorithm of each convolution: a function of its shape, with a batch, and of the
 * vectors' width. This is the only place that chooses; every later pass and all tasks use the
 * operation's algorithm.
 */
final class AlgorithmSelection {
  private AlgorithmSelection() {}

  static Program select(Program program) {
    return select(program, program.batch());
  }

  /** The algorithms that suit a batch, which may be larger than the program's. */
  static Program select(Program program, int batch) {
    return program.withConvolutions(
        conv -> conv.with(Convolutions.choose(conv.shape().withBatch(batch))));
  }
}
