package org.resnet4j.vector.plan;

import java.util.List;

/**
 * A value that is never written: the convolutions that need it make it from other values while they
 * read, so that a batch norm costs no pass over memory and its output no memory.
 */
public sealed interface Deferred {
  /** The values that are read in its stead. */
  List<Integer> sources();

  /** relu(bn(x)), made from x. */
  record Normalised(Op.Normalise norm) implements Deferred {
    @Override
    public List<Integer> sources() {
      return List.of(norm.input());
    }
  }

  /**
   * The gradient of a batch norm's input, made from x and from the gradient of its output.
   *
   * @param masked the gradient of the output, masked by the ReLU
   */
  record NormGradient(Op.Normalise norm, int masked) implements Deferred {
    @Override
    public List<Integer> sources() {
      return List.of(masked, norm.input());
    }
  }
}
