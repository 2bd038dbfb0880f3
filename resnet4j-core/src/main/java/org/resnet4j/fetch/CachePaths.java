package org.resnet4j.fetch;

import java.nio.file.Path;
import java.util.Map;

/** The folder in which fetched files are kept. */
public final class CachePaths {
  private CachePaths() {}

  /**
   * {@return {@code RESNET4J_CACHE}, else {@code resnet4j} in {@code XDG_CACHE_HOME}, else {@code
   * ~/.cache/resnet4j}} The folder need not exist.
   */
  public static Path standard() {
    return of(System.getenv(), System.getProperty("user.home", "."));
  }

  static Path of(Map<String, String> environment, String home) {
    String own = environment.getOrDefault("RESNET4J_CACHE", "");
    if (!own.isBlank()) {
      return Path.of(own);
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (shared.isBlank() ? Path.of(home, ".cache") : Path.of(shared)).resolve("resnet4j");
  }
}
