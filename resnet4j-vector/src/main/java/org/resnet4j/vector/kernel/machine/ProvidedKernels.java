package org.resnet4j.vector.kernel.machine;

import java.util.Optional;

/**
 * The kernels of other modules that an engine uses.
 *
 * @param floats in fp32
 * @param pairs products of bfloat16
 */
public record ProvidedKernels(Optional<FloatKernels> floats, Optional<PairKernels> pairs) {
  /** None: the engine's own compute. */
  public static final ProvidedKernels NONE =
      new ProvidedKernels(Optional.empty(), Optional.empty());

  /** The same with these products of bfloat16. */
  public ProvidedKernels with(PairKernels products) {
    return new ProvidedKernels(floats, Optional.of(products));
  }
}
