package org.resnet4j.vector.kernel.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

/** The services of one kind that modules beside this one provide. Thread-safe. */
public final class Providers<P extends MachineProvider> {
  /** Kernels in fp32. */
  public static final Providers<FloatKernelProvider> FLOATS =
      new Providers<>(loader -> ServiceLoader.load(FloatKernelProvider.class, loader));

  /** Products of bfloat16. */
  public static final Providers<PairKernelProvider> PAIRS =
      new Providers<>(loader -> ServiceLoader.load(PairKernelProvider.class, loader));

  private final Function<ClassLoader, ServiceLoader<P>> loading;

  private Providers(Function<ClassLoader, ServiceLoader<P>> loading) {
    this.loading = loading;
  }

  /** Those that the library's class loader or the thread's sees. */
  public List<P> all() {
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
