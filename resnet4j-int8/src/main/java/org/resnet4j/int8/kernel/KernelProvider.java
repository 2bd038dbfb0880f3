package org.resnet4j.int8.kernel;

import java.util.Optional;

/**
 * Makes sets of kernels; found as a {@linkplain java.util.ServiceLoader service}. It has a public
 * constructor without parameters that does nothing.
 */
public interface KernelProvider {
  /** One line for people: what the kernels are made for, {@code machine code, AVX-512 VNNI}. */
  String description();

  /**
   * Why there can be no kernels here and what would change that, one sentence; empty: there can.
   */
  Optional<String> obstacle();

  /**
   * An empty set, of which one network takes its kernels.
   *
   * @throws IllegalStateException if there is an {@linkplain #obstacle() obstacle}
   */
  KernelSet open();
}
