package org.resnet4j.vector;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Precision;
import org.resnet4j.vector.execution.PackedWeights;
import org.resnet4j.vector.execution.Workspace;
import org.resnet4j.vector.kernel.Bfloat16;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.machine.FloatKernelProvider;
import org.resnet4j.vector.kernel.machine.FloatKernels;
import org.resnet4j.vector.kernel.machine.PairKernelProvider;
import org.resnet4j.vector.kernel.machine.PairKernels;
import org.resnet4j.vector.kernel.machine.ProvidedKernels;
import org.resnet4j.vector.plan.CompilerOptions;
import org.resnet4j.vector.plan.Purpose;

/**
 * The numbers that an engine computes in, and the kernels for them.
 *
 * @param use which products are computed in bfloat16
 * @param kernels those of other modules that compute
 * @param words the numbers, for people; those that decide the bits of a result
 * @param by what computes products in fp32 instead of Java's Vector API, with the same bits; or
 *     empty
 * @param warnings what a user should know before a run
 */
record VectorArithmetic(
    Bfloat16 use, ProvidedKernels kernels, String words, String by, List<String> warnings) {
  /** In fp32. */
  static VectorArithmetic fp32(EngineOptions.Kernels choice) {
    var floats =
        choice == EngineOptions.Kernels.PORTABLE ? Optional.<FloatKernelProvider>empty() : floats();
    var by = floats.map(one -> " by " + one.description()).orElse("");
    return new VectorArithmetic(
        Bfloat16.NONE,
        new ProvidedKernels(floats.map(VectorArithmetic::kernels), Optional.empty()),
        "fp32",
        by,
        List.of());
  }

  /** Why no machine code can compute products in fp32 here; empty if some can. */
  static Optional<String> machineObstacle() {
    return floats().isPresent()
        ? Optional.empty()
        : Optional.of(MachineProviders.FLOATS.obstacle());
  }

  private static FloatKernels kernels(FloatKernelProvider provider) {
    return provider.kernels(Loops.BEST);
  }

  private static Optional<FloatKernelProvider> floats() {
    return MachineProviders.FLOATS.usable();
  }

  /** Why products cannot be computed in bfloat16 here, one sentence; empty if they can. */
  static Optional<String> obstacle() {
    return MachineProviders.PAIRS.usable().isPresent()
        ? Optional.empty()
        : Optional.of(MachineProviders.PAIRS.obstacle());
  }

  /** Products in bfloat16 where this processor computes them faster so. */
  static VectorArithmetic bfloat16() {
    var provider = MachineProviders.PAIRS.usable().orElseThrow();
    var use = use(provider);
    var words =
        switch (use) {
          case NONE -> "fp32";
          case LONG_READS -> "bf16 for what waits for its weights";
          case PRODUCTS -> "bf16 products";
        };
    return new VectorArithmetic(
        use,
        new ProvidedKernels(
            floats().map(VectorArithmetic::kernels), Optional.of(PairKernels.of(provider))),
        words + " by " + provider.description(),
        "",
        use == Bfloat16.PRODUCTS ? List.of() : List.of(slow(provider.speed())));
  }

  /**
   * What suits the processor, or what the system property {@code resnet4j.bf16} asks for, which is
   * for tests and measurements.
   */
  static Bfloat16 use(PairKernelProvider provider) {
    var wanted = System.getProperty("resnet4j.bf16");
    return wanted == null
        ? Bfloat16.on(provider.speed())
        : Bfloat16.valueOf(wanted.toUpperCase(Locale.ROOT));
  }

  static String slow(double speed) {
    return String.format(
        Locale.ROOT,
        "this processor multiplies bf16 at %.1f times the rate of fp32 (measured just now), so"
            + " engine vector computes in bf16 what waits for its weights, linear layers of small"
            + " batches in prediction, and all else in fp32",
        speed);
  }

  Precision precision() {
    return use == Bfloat16.NONE ? Precision.FP32 : Precision.BF16;
  }

  CompilerOptions options(Purpose purpose, int batch) {
    return CompilerOptions.of(purpose, batch).in(use);
  }

  Workspace workspace(int threads, PackedWeights packed) {
    return new Workspace(threads, packed, kernels);
  }
}
