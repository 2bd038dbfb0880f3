package org.resnet4j.engine;

/**
 * What a user asks of an engine.
 *
 * @param threads how many threads compute; 0: as many as the machine has cores
 */
public record EngineOptions(Device device, Precision precision, int threads) {
  /** The CPU, fp32, all cores. */
  public static EngineOptions cpu() {
    return new EngineOptions(new Device.Cpu(), Precision.FP32, 0);
  }
}
