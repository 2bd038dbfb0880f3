package org.resnet4j.engine;

import java.util.Objects;

/**
 * The options of an engine.
 *
 * @param device where to compute
 * @param precision what numbers to compute in
 * @param threads how many threads compute; 0: one per core
 */
public record EngineOptions(Device device, Precision precision, int threads) {
  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if {@code threads} is negative
   */
  public EngineOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(precision, "precision");
    Require.that(
        threads >= 0,
        "threads must be at least 1, or 0 for as many as there are cores, got %d",
        threads);
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
    return new EngineOptions(device, precision, number);
  }
}
