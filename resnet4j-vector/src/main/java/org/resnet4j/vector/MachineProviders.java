package org.resnet4j.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.resnet4j.vector.kernel.machine.MachineProvider;
import org.resnet4j.vector.kernel.machine.PairKernelProvider;
import org.resnet4j.vector.kernel.machine.RowBlockProvider;
import org.resnet4j.vector.kernel.memory.Lanes;

/** The kernels of one kind that modules beside this one provide. */
final class MachineProviders<P extends MachineProvider> {
  /** Register blocks in fp32. */
  static final MachineProviders<RowBlockProvider> ROWS =
      new MachineProviders<>(loader -> ServiceLoader.load(RowBlockProvider.class, loader));

  /** Products of bfloat16. */
  static final MachineProviders<PairKernelProvider> PAIRS =
      new MachineProviders<>(loader -> ServiceLoader.load(PairKernelProvider.class, loader));

  private static final String NONE =
      "no module of kernels is here; add resnet4j-assembler, on a JDK of 22 or newer";

  private final Function<ClassLoader, ServiceLoader<P>> loading;

  private MachineProviders(Function<ClassLoader, ServiceLoader<P>> loading) {
    this.loading = loading;
  }

  /** One that can be used. */
  Optional<P> usable() {
    return all().stream().filter(one -> obstacle(one).isEmpty()).findFirst();
  }

  /** Why there is none; for when there is none. */
  String obstacle() {
    return all().stream()
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

  /** Those that the library's class loader or the thread's sees. */
  private List<P> all() {
    var ours = MachineProvider.class.getClassLoader();
    return Stream.of(ours, Thread.currentThread().getContextClassLoader())
        .filter(Objects::nonNull)
        .distinct()
        .flatMap(loader -> load(loader).stream())
        .toList();
  }

  private List<P> load(ClassLoader loader) {
    var loaded = new ArrayList<P>();
    var providers = loading.apply(loader).iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return loaded;
        }
        loaded.add(providers.next());
      } catch (ServiceConfigurationError | LinkageError forNewerJavaOrAnotherLoader) {
        continue;
      }
    }
  }
}
