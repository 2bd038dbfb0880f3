package org.resnet4j.engine.collective;

import java.util.Optional;

/**
 * Connects processes in one way; found by {@link Collectives} as a {@linkplain
 * java.util.ServiceLoader service}. Loading it is cheap. Safe for several threads.
 */
public interface CollectiveProvider {
  /** {@return the way's name: {@code gloo}} */
  String name();

  /** {@return why processes cannot be connected so on this machine, as one sentence; or empty} */
  Optional<String> unavailable();

  /**
   * Joins a group; returns when all of its processes have.
   *
   * @param rendezvous which process this is, and where they meet
   * @return the group, to be closed by the caller
   * @throws CollectiveException if they do not all come
   */
  Collective join(Rendezvous rendezvous);
}
