package org.resnet4j.vector.program;

import java.util.List;

/**
 * How a convolution reads a value: from memory, or computed from other values while it reads, so
 * that the value itself is never written and takes no memory.
 */
public sealed interface Operand {
  /** The value that the instruction computes with. */
  int value();

  /** The values in memory that are read for it. */
  List<Integer> sources();

  /** Stored in memory. */
  record Stored(int value) implements Operand {
    @Override
    public List<Integer> sources() {
      return List.of(value);
    }
  }

  /** Directly from the batch: planes (N, C, H, W), or rows (N, F). */
  record FromBatch(int value) implements Operand {
    @Override
    public List<Integer> sources() {
      return List.of();
    }
  }

  /**
   * A batch norm's output, bn(x) or relu(bn(x)).
   *
   * @param norm the batch norm's path
   */
  record Normalised(int value, String norm, int x, boolean relu) implements Operand {
    @Override
    public List<Integer> sources() {
      return List.of(x);
    }
  }

  /**
   * The gradient of a batch norm's input: affine in the gradient of its output and in x.
   *
   * @param norm the batch norm's path
   * @param gradient of the output, masked by the ReLU
   */
  record NormGradient(int value, String norm, int gradient, int x) implements Operand {
    @Override
    public List<Integer> sources() {
      return List.of(gradient, x);
    }
  }
}
