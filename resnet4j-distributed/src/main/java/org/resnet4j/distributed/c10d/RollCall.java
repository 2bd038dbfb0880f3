package org.resnet4j.distributed.c10d;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.TCPStore;
import org.resnet4j.engine.collective.CollectiveException;
import org.resnet4j.engine.collective.Rendezvous;

/**
 * Finds the processes of this attempt in a store that has seen others: {@code torchrun}'s agents
 * keep one for all attempts, and each counts its own restarts only, so that their numbers may
 * differ. Process 0 begins a round; the others give their names until a round is complete that has
 * theirs.
 */
final class RollCall {
  private static final long POLL_MILLIS = 20;
  private static final String PREFIX = "resnet4j/";
  private static final String ROUNDS = PREFIX + "rounds";

  private final Rendezvous rendezvous;
  private final TCPStore store;
  private final String name = UUID.randomUUID().toString();
  private final long patienceSeconds;
  private final long end;

  RollCall(Rendezvous rendezvous, TCPStore store, long patienceSeconds) {
    this.rendezvous = rendezvous;
    this.store = store;
    this.patienceSeconds = patienceSeconds;
    end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
  }

  /**
   * Waits until all processes have come.
   *
   * @return where the keys of this attempt begin
   * @throws CollectiveException if they do not come in time
   */
  String answered() {
    return PREFIX + (rendezvous.rank() == 0 ? begun() : joined());
  }

  private long begun() {
    long round = store.add(ROUNDS, 1);
    var names = new ArrayList<String>();
    for (int rank = 1; rank < rendezvous.size(); rank++) {
      var key = here(round, rank);
      while (!has(key)) {
        pause(round);
      }
      names.add(store.get_to_str(key));
    }
    store.set(all(round), String.join(" ", names));
    return round;
  }

  private long joined() {
    long round = 0;
    while (true) {
      long latest = store.add(ROUNDS, 0);
      if (latest > round) {
        round = latest;
        store.set(here(round, rendezvous.rank()), name);
      }
      if (has(all(round)) && store.get_to_str(all(round)).contains(name)) {
        return round;
      }
      pause(round);
    }
  }

  private static String here(long round, int rank) {
    return PREFIX + round + "/here/" + rank;
  }

  private static String all(long round) {
    return PREFIX + round + "/all";
  }

  private boolean has(String key) {
    return store.check(new StringVector(key));
  }

  private void pause(long round) {
    if (System.nanoTime() > end) {
      throw new CollectiveException(
          "only %d of %d processes came to %s:%d within %d s"
              .formatted(
                  came(round),
                  rendezvous.size(),
                  rendezvous.host(),
                  rendezvous.port(),
                  patienceSeconds));
    }
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CollectiveException("interrupted while waiting for the other processes", e);
    }
  }

  /** Those of a round, which process 0 has begun; without one this process alone. */
  private long came(long round) {
    var others = IntStream.range(1, rendezvous.size()).mapToObj(rank -> here(round, rank));
    return 1 + (round == 0 ? 0 : others.filter(this::has).count());
  }
}
