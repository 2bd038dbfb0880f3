package org.resnet4j.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.resnet4j.vector.kernel.machine.PairKernelProvider;

/** The kernels for products of bfloat16 that modules beside this one provide. */
final class PairKernelProviders {
  private static final String NONE =
      "no module of kernels is here; add resnet4j-assembler, on a JDK of 22 or newer";

  private PairKernelProviders() {}

  /** One that can be used. */
  static Optional<PairKernelProvider> usable() {
    return all().stream().filter(one -> one.obstacle().isEmpty()).findFirst();
  }

  /** Why there is none; for when there is none. */
  static String obstacle() {
    return all().stream()
        .map(PairKernelProvider::obstacle)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(NONE);
  }

  /** Those that the library's class loader or the thread's sees. */
  private static List<PairKernelProvider> all() {
    var ours = PairKernelProvider.class.getClassLoader();
    return Stream.of(ours, Thread.currentThread().getContextClassLoader())
        .filter(Objects::nonNull)
        .distinct()
        .flatMap(loader -> load(loader).stream())
        .toList();
  }

  private static List<PairKernelProvider> load(ClassLoader loader) {
    var loaded = new ArrayList<PairKernelProvider>();
    var providers = ServiceLoader.load(PairKernelProvider.class, loader).iterator();
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
