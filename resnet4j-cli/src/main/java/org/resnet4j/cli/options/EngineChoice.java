package org.resnet4j.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.EngineProvider;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.model.Layer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which engine computes, on which device and in which precision. */
public final class EngineChoice {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--engine",
      paramLabel = "auto|vector|torch|onnx",
      description =
          "vector: pure Java; torch: libtorch; onnx: ONNX Runtime, for prediction only; auto: the"
              + " best available (default: ${DEFAULT-VALUE}).")
  String engine = "auto";

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda[:N]",
      description = "Device to compute on (default: ${DEFAULT-VALUE}).")
  Device device = new Device.Cpu();

  @Option(
      names = "--precision",
      paramLabel = "auto|fp32|bf16|fp64|int8",
      description =
          "Precision of computations; auto uses bf16 only where the processor supports it."
              + " predict, evaluate and serve: int8, calibrated as --calibrate says.")
  @Nullable String precision;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of computing threads; 0: one per core (default: ${DEFAULT-VALUE}).")
  @Range(from = 0, to = 1024)
  int threads;

  @Option(
      names = "--kernels",
      paramLabel = "auto|portable|machine",
      description =
          "Of engine vector and in 8 bits: kernels in machine code, in Java, or the faster that"
              + " there is; results are the same (default: auto).")
  EngineOptions.Kernels kernels = EngineOptions.Kernels.AUTO;

  /** The engine's name, or {@code auto}. */
  public String engine() {
    return engine;
  }

  /** The device. */
  public Device device() {
    return device;
  }

  /** The number of threads; 0: one per core. */
  public int threads() {
    return threads;
  }

  /** The number of threads, if the user named none. */
  public void threadsOtherwise(int number) {
    threads = threads == 0 ? number : threads;
  }

  /** The precision, if the user named one; 8 bits, which no engine trains in, are wrong usage. */
  public @Nullable Precision precision() {
    if (precision == null) {
      return null;
    }
    var known = Precision.values();
    for (var one : known) {
      if (one.name().equalsIgnoreCase(precision)) {
        return one;
      }
    }
    throw new ParameterException(
        command.commandLine(),
        int8()
            ? "--precision int8 is for predict, evaluate and serve; here choose from auto, fp32,"
                + " bf16, fp64"
            : "'%s' is no precision; choose from auto, fp32, bf16, fp64, int8"
                .formatted(precision));
  }

  /** Which kernels compute. */
  public EngineOptions.Kernels kernels() {
    return kernels;
  }

  /** Whether the user asks for 8 bits. */
  public boolean int8() {
    return "int8".equalsIgnoreCase(precision);
  }

  /**
   * Opens the engine for this network; a name that no engine has is wrong usage.
   *
   * @param otherwise the precision if the user named none
   */
  public Engine open(Layer layer, Precision otherwise) {
    return open(layer, otherwise, Optional.empty());
  }

  /**
   * The same.
   *
   * @param before the engine to go on with, unless the user names one
   */
  public Engine open(Layer layer, Precision otherwise, Optional<String> before) {
    var name = engine.equals("auto") ? before.orElse(engine) : engine;
    var options = options(otherwise);
    var names = new ArrayList<>(List.of("auto"));
    Engines.providers(options).stream().map(EngineProvider::name).forEach(names::add);
    if (!names.contains(name)) {
      throw new ParameterException(command.commandLine(), unknown(name, names));
    }
    var opened = Engines.open(name, options, layer);
    var err = command.commandLine().getErr();
    opened.warnings().forEach(err::println);
    return opened;
  }

  private static String unknown(String name, List<String> names) {
    return name.equals("onnx")
        ? "engine onnx is not in this build; RESNET4J_ENGINES=onnx ./resnet4j builds with it"
        : "there is no engine '%s'; choose from %s".formatted(name, String.join(", ", names));
  }

  /** What is asked of an engine; the precision if the user named none is the given one. */
  public EngineOptions options(Precision otherwise) {
    var wished = precision();
    return new EngineOptions(device, wished == null ? otherwise : wished, threads, kernels);
  }

  /** The same in 32-bit floats beside 8 bits, for which alone machine code is insisted on. */
  public EngineOptions inFloats() {
    boolean portable = kernels == EngineOptions.Kernels.PORTABLE;
    return new EngineOptions(
        device,
        Precision.FP32,
        threads,
        portable ? EngineOptions.Kernels.PORTABLE : EngineOptions.Kernels.AUTO);
  }
}
