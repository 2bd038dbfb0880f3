package org.resnet4j.distributed.c10d;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resnet4j.engine.collective.Rendezvous;

/**
 * Says within seconds why the others do not come. Every process counts up a number in the store,
 * twice a second, and looks at the others' and for a word of one that gave up. What counts is how
 * many of its own rounds pass without a change, so that a process that was itself stopped does not
 * accuse others.
 */
final class PeerWatch implements Runnable {
  private static final long ROUND_MILLIS = 500;

  /** Rounds without a change after which a process is taken for stuck: 10 s. */
  private static final int STUCK = 20;

  /** The same once a connection has broken: 2 s. */
  private static final int SUSPECT = 4;

  private final Rendezvous rendezvous;
  private final MeetingStore store;
  private final long[] beats;
  private final int[] still;
  private volatile @Nullable String verdict;
  private volatile @Nullable String toTell;
  private volatile boolean told;
  private volatile boolean suspicious;
  private volatile boolean ended;
  private volatile long rounds;
  private volatile boolean lost;

  PeerWatch(Rendezvous rendezvous, MeetingStore store) {
    this.rendezvous = rendezvous;
    this.store = store;
    beats = new long[rendezvous.size()];
    still = new int[rendezvous.size()];
  }

  void start() {
    Thread.ofPlatform().daemon().name("resnet4j-peers").start(this);
  }

  @Override
  public void run() {
    while (!ended) {
      try {
        round();
        rounds++;
        Thread.sleep(ROUND_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        lost = true;
        return;
      }
    }
  }

  private void round() {
    var sentence = toTell;
    if (sentence != null && !told) {
      store.set("word", sentence);
      store.add("gave up", 1);
      told = true;
    }
    store.add("beat/" + rendezvous.rank(), 1);
    if (verdict == null && store.add("gave up", 0) > 0) {
      verdict = store.text("word");
    }
    for (int rank = 0; rank < beats.length; rank++) {
      if (rank != rendezvous.rank()) {
        look(rank);
      }
    }
  }

  private void look(int rank) {
    long beat = store.add("beat/" + rank, 0);
    still[rank] = beat == beats[rank] ? still[rank] + 1 : 0;
    beats[rank] = beat;
    if (verdict == null && still[rank] >= (suspicious ? SUSPECT : STUCK)) {
      verdict =
          "process %d of %d %s"
              .formatted(
                  rank,
                  beats.length,
                  suspicious
                      ? "has ended"
                      : "has not answered for %d s".formatted(STUCK * ROUND_MILLIS / 1000));
    }
  }

  /** Why one need not wait any longer; empty as long as one may. */
  Optional<String> verdict() {
    return lost ? Optional.of(keeperGone("has gone")) : Optional.ofNullable(verdict);
  }

  /** How often it has looked around: it does not while the store does not answer. */
  long rounds() {
    return rounds;
  }

  /** The store's keeper does not answer. */
  String keeperStuck() {
    return keeperGone("does not answer");
  }

  private String keeperGone(String how) {
    return rendezvous.agentStore()
        ? "the launcher's agent at %s:%d %s".formatted(rendezvous.host(), rendezvous.port(), how)
        : "process 0 of %d %s".formatted(beats.length, how.equals("has gone") ? "has ended" : how);
  }

  /** A connection has broken: looks for the process behind it, for a few seconds. */
  Optional<String> culprit() {
    suspicious = true;
    for (int i = 0; i < 2 * SUSPECT && verdict().isEmpty(); i++) {
      pause();
    }
    return verdict();
  }

  /** Tells the others why they need not wait. */
  void tell(String sentence) {
    toTell = sentence;
    for (int i = 0; i < SUSPECT && !told && !lost; i++) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(ROUND_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void end() {
    ended = true;
  }
}
