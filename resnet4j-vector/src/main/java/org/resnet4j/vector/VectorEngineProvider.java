package org.resnet4j.vector;

import java.util.Optional;
import org.resnet4j.engine.CheckedEngine;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.EngineProvider;
import org.resnet4j.engine.Precision;
import org.resnet4j.vector.kernel.memory.VectorApi;

/** Makes {@link VectorEngine}s; without the Vector API such that only predict. */
public final class VectorEngineProvider implements EngineProvider {
  /** Behind libtorch, before what only predicts. */
  private static final int SECOND = 5;

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
    if (options.precision() == Precision.FP64) {
      return Optional.of("it computes in fp32 and bf16, not in fp64; use --engine torch");
    }
    if (options.precision() == Precision.BF16 && !VectorApi.PRESENT) {
      return Optional.of(
          "it computes in fp32 only in a JVM without the Vector API; start it with --add-modules"
              + " jdk.incubator.vector");
    }
    return options.precision() == Precision.BF16
        ? withoutBfloat16(options.kernels())
        : withoutMachineCode(options.kernels());
  }

  private static Optional<String> withoutBfloat16(EngineOptions.Kernels kernels) {
    return kernels == EngineOptions.Kernels.PORTABLE
        ? Optional.of("it computes bf16 by machine code alone; use --kernels auto")
        : VectorArithmetic.obstacle()
            .map(
                why ->
                    "it computes in fp32 only here, not in bf16 (%s); use --engine torch"
                        .formatted(why));
  }

  private static Optional<String> withoutMachineCode(EngineOptions.Kernels kernels) {
    return kernels == EngineOptions.Kernels.MACHINE
        ? VectorArithmetic.machineObstacle()
            .map(
                why ->
                    "it has no machine code for fp32 here (%s); use --kernels auto".formatted(why))
        : Optional.empty();
  }

  @Override
  public int preference(EngineOptions options) {
    if (unavailable(options).isPresent()) {
      return 0;
    }
    // who asks for bf16 gets products in it, of an engine that computes them
    boolean slow =
        options.precision() == Precision.BF16 && !VectorArithmetic.bfloat16().warnings().isEmpty();
    return slow || !VectorApi.PRESENT ? SECOND : 100;
  }

  @Override
  public Engine open(EngineOptions options) {
    unavailable(options)
        .ifPresent(
            reason -> {
              throw new EngineException(reason);
            });
    int cores = Runtime.getRuntime().availableProcessors();
    var arithmetic =
        options.precision() == Precision.BF16
            ? VectorArithmetic.bfloat16()
            : VectorArithmetic.fp32(options.kernels());
    return CheckedEngine.of(
        new VectorEngine(options.threads() > 0 ? options.threads() : cores, arithmetic));
  }
}
