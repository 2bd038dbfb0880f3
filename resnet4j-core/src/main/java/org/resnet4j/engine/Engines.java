package org.resnet4j.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.resnet4j.internal.services.Services;
import org.resnet4j.model.Layer;

/** Finds engines. Safe for several threads. */
public final class Engines {
  private Engines() {}

  /**
   * All engines that the library's class loader or the thread's sees, on the class path or module
   * path, best first for these options.
   *
   * @param options what is asked of the engine
   * @return the providers, whether or not they are available; empty if there is none
   */
  public static List<EngineProvider> providers(EngineOptions options) {
    return Services.find(EngineProvider.class).stream()
        .sorted(Comparator.comparingInt((EngineProvider one) -> -one.preference(options)))
        .toList();
  }

  /**
   * Opens an engine for this network.
   *
   * @param name an engine's name, or {@code auto} for the best that can compute the network
   * @param options what is asked of the engine
   * @param layer the network's tree
   * @return a checked engine (see {@link CheckedEngine}), to be closed by the caller
   * @throws EngineException if none can; the message has the reason of each
   */
  public static Engine open(String name, EngineOptions options, Layer layer) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(layer, "layer");
    var providers = providers(options);
    var reasons = new ArrayList<String>();
    for (var provider : providers) {
      if (!name.equals("auto") && !name.equals(provider.name())) {
        continue;
      }
      var unavailable = provider.unavailable(options);
      if (unavailable.isPresent()) {
        reasons.add("engine " + provider.name() + ": " + unavailable.get());
        continue;
      }
      var engine = CheckedEngine.of(provider.open(options));
      var refusal = engine.refusal(layer);
      if (refusal.isEmpty()) {
        return engine;
      }
      engine.close();
      reasons.add("engine " + provider.name() + ": " + refusal.get());
    }
    if (reasons.isEmpty()) {
      throw new EngineException(
          "there is no engine '%s' here; choose from auto %s"
              .formatted(
                  name, String.join(" ", providers.stream().map(EngineProvider::name).toList())));
    }
    throw new EngineException(String.join("; ", reasons));
  }
}
