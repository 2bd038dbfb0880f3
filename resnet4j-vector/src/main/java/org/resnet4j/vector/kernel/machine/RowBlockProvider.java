package org.resnet4j.vector.kernel.machine;

/**
 * Makes register blocks in fp32; found as a {@linkplain java.util.ServiceLoader service}. It has a
 * public constructor without parameters that does nothing. Thread-safe.
 */
public interface RowBlockProvider extends MachineProvider {
  /**
   * A kernel that lives as long as the process.
   *
   * @throws IllegalStateException if there is an {@linkplain #obstacle() obstacle}
   */
  RowBlockKernel kernel();
}
