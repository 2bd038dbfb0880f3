package org.resnet4j.engine.collective;

import java.util.Objects;

/**
 * Which of several processes this is, and where they meet: what {@code torchrun} and other
 * launchers tell a process.
 *
 * @param rank this process, from 0
 * @param size how many there are
 * @param localRank this process among those of its machine, from 0
 * @param localSize how many run on its machine
 * @param host where process 0, or the launcher's agent, keeps the store through which they meet
 * @param port of the store
 * @param agentStore whether a launcher's agent keeps the store; otherwise process 0 does
 * @param attempt how often the processes were restarted
 */
public record Rendezvous(
    int rank,
    int size,
    int localRank,
    int localSize,
    String host,
    int port,
    boolean agentStore,
    int attempt) {
  /**
   * Checks the numbers.
   *
   * @throws CollectiveException if a rank is not among its processes, or a port is none
   */
  public Rendezvous {
    Objects.requireNonNull(host, "host");
    within("rank", rank, size);
    within("local rank", localRank, localSize);
    if (port < 1 || port > 65_535) {
      throw new CollectiveException("a port is from 1 to 65535, got %d".formatted(port));
    }
  }

  private static void within(String what, int rank, int size) {
    if (rank < 0 || rank >= size) {
      throw new CollectiveException(
          "the %s of %d processes is from 0 to %d, got %d".formatted(what, size, size - 1, rank));
    }
  }

  /** {@return whether this process keeps the store} */
  public boolean keepsStore() {
    return rank == 0 && !agentStore;
  }
}
