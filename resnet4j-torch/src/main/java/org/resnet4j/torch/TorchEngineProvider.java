package org.resnet4j.torch;

import java.util.Optional;
import org.resnet4j.engine.CheckedEngine;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.EngineProvider;
import org.resnet4j.torch.libtorch.Natives;

/**
 * Offers the engine on libtorch, {@code torch}. Nothing native is loaded before {@link #open},
 * except to check for a GPU that was requested.
 */
public final class TorchEngineProvider implements EngineProvider {
  @Override
  public String name() {
    return "torch";
  }

  @Override
  public Optional<String> unavailable(EngineOptions options) {
    if (!Natives.present()) {
      return Optional.of(
          ("libtorch's native libraries for %s are missing; add org.bytedeco:pytorch and openblas"
                  + " with that classifier to the class path")
              .formatted(Natives.platform()));
    }
    if (options.kernels() != EngineOptions.Kernels.AUTO) {
      return Optional.of("its kernels are libtorch's own, there is no choice; use --kernels auto");
    }
    return switch (options.device()) {
      case Device.Cpu cpu -> Optional.empty();
      case Device.Cuda cuda -> withoutGpu(cuda);
    };
  }

  private static Optional<String> withoutGpu(Device.Cuda cuda) {
    int devices;
    try {
      Natives.load(Runtime.getRuntime().availableProcessors());
      devices = Natives.cudaDevices();
    } catch (EngineException e) {
      return Optional.of(e.getMessage());
    }
    if (devices == 0) {
      return Optional.of(
          ("this machine has no GPU that CUDA can use: libtorch sees none (a driver and the natives"
                  + " %s-gpu are needed); use --device cpu")
              .formatted(Natives.platform()));
    }
    return cuda.index() < devices
        ? Optional.empty()
        : Optional.of(
            "there is no GPU %d: CUDA sees %d, counted from 0".formatted(cuda.index(), devices));
  }

  @Override
  public int preference(EngineOptions options) {
    return switch (options.device()) {
      case Device.Cpu cpu -> 10;
      case Device.Cuda cuda -> 100;
    };
  }

  /**
   * Loads libtorch.
   *
   * @throws EngineException if it cannot do what is asked, as {@link #unavailable} says
   */
  @Override
  public Engine open(EngineOptions options) {
    unavailable(options)
        .ifPresent(
            reason -> {
              throw new EngineException(reason);
            });
    return CheckedEngine.of(new TorchEngine(options));
  }
}
