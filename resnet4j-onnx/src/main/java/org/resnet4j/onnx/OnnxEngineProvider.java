package org.resnet4j.onnx;

import java.util.Locale;
import java.util.Optional;
import org.resnet4j.engine.CheckedEngine;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.EngineProvider;
import org.resnet4j.engine.Precision;

/** Makes {@link OnnxEngine}s; loads no native library itself. */
public final class OnnxEngineProvider implements EngineProvider {
  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public Optional<String> unavailable(EngineOptions options) {
    if (!(options.device() instanceof Device.Cpu)) {
      return Optional.of(
          "it computes on the CPU only, not on %s; use --engine torch".formatted(options.device()));
    }
    if (options.precision() == Precision.BF16 || options.precision() == Precision.FP64) {
      return Optional.of(
          "it computes in fp32, not in %s; use --engine torch"
              .formatted(options.precision().name().toLowerCase(Locale.ROOT)));
    }
    if (options.kernels() != EngineOptions.Kernels.AUTO) {
      return Optional.of(
          "its kernels are ONNX Runtime's own, there is no choice; use --kernels auto");
    }
    return Optional.empty();
  }

  /** Below the engines that train too: whoever wants this one names it. */
  @Override
  public int preference(EngineOptions options) {
    return -1;
  }

  @Override
  public Engine open(EngineOptions options) {
    unavailable(options)
        .ifPresent(
            reason -> {
              throw new EngineException(reason);
            });
    int cores = Runtime.getRuntime().availableProcessors();
    return CheckedEngine.of(new OnnxEngine(options.threads() > 0 ? options.threads() : cores));
  }
}
