package org.resnet4j.vector.kernel.machine;

import java.util.Optional;

/** Makes kernels; its kinds are found as services. Thread-safe. */
public interface MachineProvider {
  /** One line for people: what the kernels are made for, {@code machine code, AVX-512 BF16}. */
  String description();

  /** Floats of the vectors that its kernels take. */
  int lanes();

  /**
   * Why there can be no kernels here and what would change that, one sentence without its full
   * stop; empty: there can.
   */
  Optional<String> obstacle();
}
