package org.resnet4j.engine;

import java.util.Optional;

/**
 * Makes one kind of engine; found by {@link Engines} as a {@linkplain java.util.ServiceLoader
 * service}. Loading it is cheap. Safe for several threads.
 */
public interface EngineProvider {
  /** As users type it; no two providers share a name. */
  String name();

  /**
   * Why this engine cannot do what is asked on this machine, as one sentence with the remedy; empty
   * if it can.
   */
  Optional<String> unavailable(EngineOptions options);

  /** Higher is tried first when the user says {@code auto}. */
  int preference(EngineOptions options);

  /**
   * Opens the engine, one that keeps the contract of {@link Engine}: see {@link CheckedEngine}.
   *
   * @throws EngineException if it cannot do what is asked, as {@link #unavailable} says
   */
  Engine open(EngineOptions options);
}
