package org.resnet4j.vector.plan;

import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.program.Program;

/**
 * Chooses the algorithm of each convolution: a function of its shape, with the batch, and of the
 * vectors' width. This is the only place that chooses; every later pass and all tasks use the
 * operation's algorithm.
 */
final class AlgorithmSelection {
  private AlgorithmSelection() {}

  static Program select(Program program) {
    return program.withConvolutions(conv -> conv.with(Convolutions.choose(conv.shape())));
  }
}
