package org.resnet4j.vector.kernel.machine;

/**
 * Makes register blocks in fp32 and what goes with them; found as a {@linkplain
 * java.util.ServiceLoader service}. It has a public constructor without parameters that does
 * nothing. Thread-safe.
 */
public interface RowBlockProvider extends MachineProvider {
  /**
   * A kernel that lives as long as the process.
   *
   * @throws IllegalStateException if there is an {@linkplain #obstacle() obstacle}
   */
  RowBlockKernel kernel();

  /**
   * Winograd's transforms for vectors of the same width, for as long as the process lives.
   *
   * @throws IllegalStateException if there is an {@linkplain #obstacle() obstacle}
   */
  TransformKernel transforms();
}
