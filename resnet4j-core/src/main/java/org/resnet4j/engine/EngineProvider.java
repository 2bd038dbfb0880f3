package org.resnet4j.engine;

import java.util.Optional;

/** Makes one kind of engine; found by {@link java.util.ServiceLoader}. Loading it is cheap. */
public interface EngineProvider {
  /** As users type it. */
  String name();

  /**
   * Why this engine cannot do what is asked on this machine, as one sentence with the way out;
   * empty if it can.
   */
  Optional<String> unavailable(EngineOptions options);

  /** Higher is tried first when the user says {@code auto}. */
  int preference(EngineOptions options);

  /** Opens the engine; call {@link #unavailable} first. */
  Engine open(EngineOptions options);
}
