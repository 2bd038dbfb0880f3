package org.resnet4j.vector.kernel.machine;

/**
 * Makes kernels for products of bfloat16; found as a {@linkplain java.util.ServiceLoader service}.
 * It has a public constructor without parameters that does nothing. Thread-safe.
 */
public interface PairKernelProvider extends MachineProvider {
  /**
   * How many times as many products of bfloat16 as of fp32 this processor computes in a second,
   * measured once, in a few milliseconds.
   *
   * @throws IllegalStateException if there is an {@linkplain #obstacle() obstacle}
   */
  double speed();

  /**
   * A kernel that lives as long as the process.
   *
   * @param step floats from a row's pair to its next one: 1, or 16 where the rows are lanes
   * @throws IllegalStateException if there is an {@linkplain #obstacle() obstacle}
   */
  PairKernel kernel(int step);
}
