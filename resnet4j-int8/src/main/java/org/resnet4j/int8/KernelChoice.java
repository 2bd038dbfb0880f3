package org.resnet4j.int8;

/** Which kernels compute. */
public enum KernelChoice {
  /**
   * Machine code where a module of kernels is there and the machine can run it, else plain loops.
   */
  AUTO,
  /** Plain loops. */
  PORTABLE,
  /** Machine code; where there can be none, opening a graph fails and says why. */
  MACHINE
}
