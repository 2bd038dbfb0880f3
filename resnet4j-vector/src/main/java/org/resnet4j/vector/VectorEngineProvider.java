package org.resnet4j.vector;

import java.util.Locale;
import java.util.Optional;
import org.resnet4j.engine.CheckedEngine;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.EngineProvider;
import org.resnet4j.engine.Precision;

/** Makes {@link VectorEngine}s; loads without the Vector API, to say that it is missing. */
public final class VectorEngineProvider implements EngineProvider {
  private static final String MODULE = "jdk.incubator.vector";

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public Optional<String> unavailable(EngineOptions options) {
    if (!(options.device() instanceof Device.Cpu)) {
      return Optional.of(
          "it computes on the CPU only, not on %s; use --engine torch".formatted(options.device()));
    }
    if (options.precision() == Precision.BF16 || options.precision() == Precision.FP64) {
      return Optional.of(
          "it computes in fp32 only, not in %s; use --engine torch"
              .formatted(options.precision().name().toLowerCase(Locale.ROOT)));
    }
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.of(
          "this JVM runs without the Vector API; start it with --add-modules " + MODULE);
    }
    return Optional.empty();
  }

  @Override
  public int preference(EngineOptions options) {
    return unavailable(options).isEmpty() ? 100 : 0;
  }

  @Override
  public Engine open(EngineOptions options) {
    unavailable(options)
        .ifPresent(
            reason -> {
              throw new EngineException(reason);
            });
    int cores = Runtime.getRuntime().availableProcessors();
    return CheckedEngine.of(new VectorEngine(options.threads() > 0 ? options.threads() : cores));
  }
}
