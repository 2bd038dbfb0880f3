package org.resnet4j.vector.kernel.machine;

import java.util.Optional;

/**
 * The kernels of other modules that an engine uses.
 *
 * @param rows register blocks in fp32
 * @param transforms Winograd's transforms
 * @param pairs products of bfloat16
 */
public record ProvidedKernels(
    Optional<RowBlockKernel> rows,
    Optional<TransformKernel> transforms,
    Optional<PairKernels> pairs) {
  /** None: the engine's own compute. */
  public static final ProvidedKernels NONE =
      new ProvidedKernels(Optional.empty(), Optional.empty(), Optional.empty());

  /** What a provider that has no obstacle makes in fp32, if there is one. */
  public static ProvidedKernels of(Optional<RowBlockProvider> provider) {
    return new ProvidedKernels(
        provider.map(RowBlockProvider::kernel),
        provider.map(RowBlockProvider::transforms),
        Optional.empty());
  }

  /** The same with these products of bfloat16. */
  public ProvidedKernels with(PairKernels products) {
    return new ProvidedKernels(rows, transforms, Optional.of(products));
  }
}
