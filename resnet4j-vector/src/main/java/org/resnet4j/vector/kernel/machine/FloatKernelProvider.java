package org.resnet4j.vector.kernel.machine;

/**
 * Makes kernels that compute in fp32; found as a {@linkplain java.util.ServiceLoader service}. It
 * has a public constructor without parameters that does nothing. Thread-safe.
 */
public interface FloatKernelProvider extends MachineProvider {
  /**
   * Kernels that live as long as the process.
   *
   * @param own the engine's loops, for what there is no code for
   * @throws IllegalStateException if there is an {@linkplain #obstacle() obstacle}
   */
  FloatKernels kernels(LoopKernel own);
}
