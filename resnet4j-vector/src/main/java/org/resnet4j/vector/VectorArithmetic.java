package org.resnet4j.vector;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.resnet4j.engine.Precision;
import org.resnet4j.vector.execution.PackedWeights;
import org.resnet4j.vector.execution.Workspace;
import org.resnet4j.vector.kernel.Bfloat16;
import org.resnet4j.vector.kernel.machine.PairKernelProvider;
import org.resnet4j.vector.kernel.machine.PairKernels;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.plan.CompilerOptions;
import org.resnet4j.vector.plan.Purpose;

/**
 * The numbers that an engine computes in, and the kernels for them.
 *
 * @param use which products are computed in bfloat16
 * @param pairs what computes them
 * @param words the numbers, for people
 * @param warnings what a user should know before a run
 */
record VectorArithmetic(
    Bfloat16 use, Optional<PairKernels> pairs, String words, List<String> warnings) {
  static final VectorArithmetic FP32 =
      new VectorArithmetic(Bfloat16.NONE, Optional.empty(), "fp32", List.of());

  /** Lanes that the kernels are made for. */
  private static final int LANES = 16;

  /** Why products cannot be computed in bfloat16 here, one sentence; empty if they can. */
  static Optional<String> obstacle() {
    if (Lanes.LANES != LANES) {
      return Optional.of(
          "its kernels take vectors of %d lanes, this JVM prefers %d"
              .formatted(LANES, Lanes.LANES));
    }
    return PairKernelProviders.usable().isPresent()
        ? Optional.empty()
        : Optional.of(PairKernelProviders.obstacle());
  }

  /** Products in bfloat16 where this processor computes them faster so. */
  static VectorArithmetic bfloat16() {
    var provider = PairKernelProviders.usable().orElseThrow();
    var use = use(provider);
    var words =
        switch (use) {
          case NONE -> "fp32";
          case LONG_READS -> "bf16 for what waits for its weights";
          case PRODUCTS -> "bf16 products";
        };
    return new VectorArithmetic(
        use,
        Optional.of(PairKernels.of(provider)),
        words + " by " + provider.description(),
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
    return new Workspace(threads, packed, pairs);
  }
}
