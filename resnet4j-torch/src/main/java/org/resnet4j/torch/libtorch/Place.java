package org.resnet4j.torch.libtorch;

import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Precision;

/**
 * The device of tensors and the precision of computations.
 *
 * @param precision never {@code AUTO}
 */
public record Place(Device device, Precision precision) {

  /** The type in which weights and images are stored: float64 for FP64, float32 for the others. */
  ScalarType storage() {
    return precision == Precision.FP64 ? ScalarType.Double : ScalarType.Float;
  }

  DeviceType deviceType() {
    return switch (device) {
      case Device.Cpu cpu -> DeviceType.CPU;
      case Device.Cuda cuda -> DeviceType.CUDA;
    };
  }

  boolean onCpu() {
    return device instanceof Device.Cpu;
  }

  org.bytedeco.pytorch.Device torchDevice() {
    return switch (device) {
      case Device.Cpu cpu -> new org.bytedeco.pytorch.Device(DeviceType.CPU);
      case Device.Cuda cuda ->
          new org.bytedeco.pytorch.Device(DeviceType.CUDA, (byte) cuda.index());
    };
  }

  TensorOptions options(ScalarType type) {
    return new TensorOptions(type).device(new DeviceOptional(torchDevice()));
  }
}
