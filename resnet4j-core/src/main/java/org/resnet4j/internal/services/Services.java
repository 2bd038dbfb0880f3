package org.resnet4j.internal.services;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Finds the implementations of a service with the class loader of the service first, which sees
 * them from any thread and in nested archives, then with the thread's own, which sees those of an
 * application that has loaders of its own. An implementation that both see counts once.
 */
public final class Services {
  private Services() {}

  /** All implementations, one of each class. */
  public static <S> List<S> find(Class<S> service) {
    Map<String, S> found = new LinkedHashMap<>();
    var home = Optional.ofNullable(service.getClassLoader());
    ServiceLoader.load(service, home.orElse(null)).forEach(one -> add(one, found));
    Stream.of(Thread.currentThread().getContextClassLoader(), ClassLoader.getSystemClassLoader())
        .filter(Objects::nonNull)
        .filter(loader -> !home.equals(Optional.of(loader)))
        .distinct()
        .forEach(loader -> addForeign(service, loader, found));
    return List.copyOf(found.values());
  }

  private static <S> void add(S one, Map<String, S> found) {
    found.putIfAbsent(one.getClass().getName(), one);
  }

  /** A loader that has a copy of the service of its own offers what is none here: passed over. */
  private static <S> void addForeign(Class<S> service, ClassLoader loader, Map<String, S> found) {
    var providers = ServiceLoader.load(service, loader).iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        add(providers.next(), found);
      } catch (ServiceConfigurationError notOfThisService) {
        continue;
      }
    }
  }
}
