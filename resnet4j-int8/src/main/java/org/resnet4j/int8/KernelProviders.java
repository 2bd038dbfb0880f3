package org.resnet4j.int8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.int8.kernel.KernelProvider;

/** The kernels that modules beside this one provide. */
final class KernelProviders {
  private static final String NONE =
      "no module of kernels is here; add resnet4j-assembler, on a JDK of 22 or newer";

  private KernelProviders() {}

  /** The provider to take; empty: plain loops. */
  static Optional<KernelProvider> chosen(EngineOptions.Kernels choice) {
    if (choice == EngineOptions.Kernels.PORTABLE) {
      return Optional.empty();
    }
    var all = all();
    var able = all.stream().filter(one -> one.obstacle().isEmpty()).findFirst();
    if (able.isEmpty() && choice == EngineOptions.Kernels.MACHINE) {
      throw new EngineException("there are no machine kernels: " + obstacle(all));
    }
    return able;
  }

  /** Why there are no machine kernels; empty if there are. */
  static Optional<String> obstacle() {
    var all = all();
    return all.stream().anyMatch(one -> one.obstacle().isEmpty())
        ? Optional.empty()
        : Optional.of(obstacle(all));
  }

  private static String obstacle(List<KernelProvider> all) {
    return all.stream()
        .map(KernelProvider::obstacle)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(NONE);
  }

  /** Those that the library's class loader or the thread's sees; one of each class. */
  private static List<KernelProvider> all() {
    Map<String, KernelProvider> found = new LinkedHashMap<>();
    var ours = KernelProvider.class.getClassLoader();
    Stream.of(ours, Thread.currentThread().getContextClassLoader())
        .filter(Objects::nonNull)
        .distinct()
        .forEach(
            loader ->
                load(loader).forEach(one -> found.putIfAbsent(one.getClass().getName(), one)));
    return List.copyOf(found.values());
  }

  private static List<KernelProvider> load(ClassLoader loader) {
    var loaded = new ArrayList<KernelProvider>();
    var providers = ServiceLoader.load(KernelProvider.class, loader).iterator();
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
