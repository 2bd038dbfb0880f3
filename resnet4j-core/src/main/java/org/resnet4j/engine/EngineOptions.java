package org.resnet4j.engine;

import java.util.Objects;

/**
 * The options of an engine.
 *
 * @param device where to compute
 * @param precision what numbers to compute in
 * @param threads how many threads compute; 0: one per core
 * @param kernels what computes products, where an engine has a choice
 */
public record EngineOptions(Device device, Precision precision, int threads, Kernels kernels) {
  /** Which kernels compute products, where an engine has a choice; results are the same. */
  public enum Kernels {
    /** Machine code where a module of kernels is there and the machine can run it, else Java. */
    AUTO,
    /** Kernels in Java, which run everywhere. */
    PORTABLE,
    /** Machine code; where there can be none, opening an engine or a graph fails and says why. */
    MACHINE
  }

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if {@code threads} is negative
   */
  public EngineOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(kernels, "kernels");
    Require.that(
        threads >= 0,
        "threads must be at least 1, or 0 for as many as there are cores, got %d",
        threads);
  }

  /**
   * With the fastest kernels that there are.
   *
   * @param device where to compute
   * @param precision what numbers to compute in
   * @param threads how many threads compute; 0: one per core
   * @throws IllegalArgumentException if {@code threads} is negative
   */
  public EngineOptions(Device device, Precision precision, int threads) {
    this(device, precision, threads, Kernels.AUTO);
  }

  /** {@return the CPU, fp32, all cores} */
  public static EngineOptions cpu() {
    return new EngineOptions(new Device.Cpu(), Precision.FP32, 0);
  }

  /**
   * The same with this number of threads.
   *
   * @param number of threads; 0: one per core
   * @return the changed options
   * @throws IllegalArgumentException if the number is negative
   */
  public EngineOptions withThreads(int number) {
    return new EngineOptions(device, precision, number, kernels);
  }

  /**
   * The same with these kernels.
   *
   * @param choice what computes products
   * @return the changed options
   */
  public EngineOptions withKernels(Kernels choice) {
    return new EngineOptions(device, precision, threads, choice);
  }
}
