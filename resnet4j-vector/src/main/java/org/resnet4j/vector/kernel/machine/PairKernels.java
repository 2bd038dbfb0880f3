package org.resnet4j.vector.kernel.machine;

/**
 * The kernels for products of bfloat16.
 *
 * @param rows for operands whose pairs lie side by side
 * @param lanes for operands whose rows are the 16 lanes of vectors of pairs
 */
public record PairKernels(PairKernel rows, PairKernel lanes) {
  /** What a provider makes, which has no obstacle. */
  public static PairKernels of(PairKernelProvider provider) {
    return new PairKernels(provider.kernel(1), provider.kernel(16));
  }
}
