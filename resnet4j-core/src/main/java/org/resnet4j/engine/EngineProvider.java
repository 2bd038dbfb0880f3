package org.resnet4j.engine;

import java.util.Optional;

/**
 * Makes one kind of engine; found by {@link Engines} as a {@linkplain java.util.ServiceLoader
 * service}. Loading it is cheap. Safe for several threads.
 */
public interface EngineProvider {
  /** {@return the engine's name as users type it; no two providers share one} */
  String name();

  /**
   * Why this engine cannot do what is asked on this machine, as one sentence with the remedy; empty
   * if it can.
   *
   * @param options what is asked
   * @return the reason
   */
  Optional<String> unavailable(EngineOptions options);

  /**
   * How good a choice this engine is when the user says {@code auto}.
   *
   * @param options what is asked
   * @return a number on a common scale; the higher is tried first
   */
  int preference(EngineOptions options);

  /**
   * Opens the engine, one that keeps the contract of {@link Engine}: see {@link CheckedEngine}.
   *
   * @param options what is asked
   * @return the engine, to be closed by the caller
   * @throws EngineException if it cannot do what is asked, as {@link #unavailable} says
   */
  Engine open(EngineOptions options);
}
