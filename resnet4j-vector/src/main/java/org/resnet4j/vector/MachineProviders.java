package org.resnet4j.vector;

import java.util.Comparator;
import java.util.Optional;
import org.resnet4j.vector.kernel.machine.FloatKernelProvider;
import org.resnet4j.vector.kernel.machine.MachineProvider;
import org.resnet4j.vector.kernel.machine.PairKernelProvider;
import org.resnet4j.vector.kernel.machine.Providers;
import org.resnet4j.vector.kernel.memory.Lanes;

/** The kernels of one kind that modules beside this one provide, for vectors of this width. */
final class MachineProviders<P extends MachineProvider> {
  /** Kernels in fp32. */
  static final MachineProviders<FloatKernelProvider> FLOATS =
      new MachineProviders<>(Providers.FLOATS);

  /** Products of bfloat16. */
  static final MachineProviders<PairKernelProvider> PAIRS = new MachineProviders<>(Providers.PAIRS);

  private static final String NONE =
      "no module of kernels is here; add resnet4j-assembler, on a JDK of 22 or newer";

  private final Providers<P> providers;

  private MachineProviders(Providers<P> providers) {
    this.providers = providers;
  }

  /** One that can be used. */
  Optional<P> usable() {
    return providers.all().stream().filter(one -> obstacle(one).isEmpty()).findFirst();
  }

  /** Why there is none; for when there is none. */
  String obstacle() {
    return providers.all().stream()
        .sorted(Comparator.comparing(one -> one.lanes() != Lanes.LANES))
        .map(MachineProviders::obstacle)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(NONE);
  }

  private static Optional<String> obstacle(MachineProvider one) {
    return one.lanes() == Lanes.LANES
        ? one.obstacle()
        : Optional.of(
            "its kernels take vectors of %d lanes, this JVM prefers %d"
                .formatted(one.lanes(), Lanes.LANES));
  }
}
