package org.resnet4j.bench;

import java.util.Map;
import java.util.Set;

/** What the processor may use: all that it has, or what one with AVX2 only has. */
enum InstructionSet {
  ALL(Map.of(), Set.of()),
  /** The environment that PyTorch, oneDNN, OpenVINO, MKL and OpenBLAS obey. */
  AVX2(
      Map.of(
          "ATEN_CPU_CAPABILITY", "avx2",
          "ONEDNN_MAX_CPU_ISA", "AVX2",
          "DNNL_MAX_CPU_ISA", "AVX2",
          "MKL_ENABLE_INSTRUCTIONS", "AVX2",
          "OPENBLAS_CORETYPE", "Haswell"),
      Set.of("onnx", "onnxjava", "ncnn", "vector:int8"));

  private final Map<String, String> environment;
  private final Set<String> deaf;

  InstructionSet(Map<String, String> environment, Set<String> deaf) {
    this.environment = environment;
    this.deaf = deaf;
  }

  /** What the environment variable {@code ISA} asks for: {@code avx2}, or nothing. */
  static InstructionSet wanted() {
    var wish = System.getenv().getOrDefault("ISA", "");
    return switch (wish) {
      case "" -> ALL;
      case "avx2" -> AVX2;
      default ->
          throw new IllegalArgumentException(
              "ISA=%s is not known; write ISA=avx2, or leave it out".formatted(wish));
    };
  }

  /**
   * How a contender is told.
   *
   * @throws IllegalArgumentException if it cannot be told: machine code of ours asks the processor
   */
  Map<String, String> environment(ContenderName contender) {
    var name = contender.name();
    if (deaf.contains(name) || deaf.contains(name + ":" + contender.precision())) {
      throw new IllegalArgumentException(
          "%s has no switch that keeps it to AVX2; leave it out"
              .formatted(deaf.contains(name) ? name : name + ":" + contender.precision()));
    }
    return environment;
  }
}
