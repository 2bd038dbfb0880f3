package org.resnet4j.vector.plan;

import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.program.Program;

/**
 * Chooses the algorithm of each convolution: a function of its shape, with a batch, of the vectors'
 * width, and of which products may be computed in bfloat16. This is the only place that chooses;
 * every later pass and all tasks use the operation's algorithm.
 */
final class AlgorithmSelection {
  private AlgorithmSelection() {}

  /** In fp32. */
  static Program select(Program program) {
    return program.withConvolutions(conv -> conv.with(Convolutions.choose(conv.shape())));
  }

  /** The algorithms that suit a batch, which may be larger than the program's, and a precision. */
  static Program select(Program program, CompilerOptions options) {
    boolean constant = options.purpose() == Purpose.PREDICTION;
    return program.withConvolutions(
        conv -> {
          var shape = conv.shape().withBatch(options.tunedFor());
          return conv.with(Convolutions.choose(shape, options.bfloat16(), constant));
        });
  }
}
