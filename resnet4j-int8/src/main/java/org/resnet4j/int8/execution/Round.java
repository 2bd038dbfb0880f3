package org.resnet4j.int8.execution;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One computation by a team. Each thread begins every phase with a share of its own, the same part
 * of the maps, so that it finds in its cache what it has left there, and then helps the others
 * (affinity scheduling, Markatos and LeBlanc 1994). A phase is over when its items are computed,
 * whoever did; so nobody waits for a thread that is not there.
 */
final class Round {
  /** Integers from one counter to the next: two cache lines. */
  private static final int APART = 32;

  private static final int SPINS = 1024;

  private final long number;
  private final PhaseRun[] tasks;
  private final int threads;
  private final int[] items;

  /** For each phase and share how many items are taken, or more; for each phase how many done. */
  private final AtomicIntegerArray taken;

  private final AtomicIntegerArray done;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Round(long number, PhaseRun[] tasks, int threads) {
    this.number = number;
    this.tasks = tasks;
    this.threads = threads;
    items = new int[tasks.length];
    for (int t = 0; t < items.length; t++) {
      items[t] = tasks[t].phase().items(tasks[t].images().count(), threads);
    }
    taken = new AtomicIntegerArray(tasks.length * threads * APART);
    done = new AtomicIntegerArray(tasks.length * APART);
  }

  /** Rounds are numbered from 1. */
  long number() {
    return number;
  }

  /** Computes along with the others until all phases are over. */
  void work(int thread) {
    for (int p = 0; p < tasks.length; p++) {
      for (int i = 0; i < threads; i++) {
        share(p, (thread + i) % threads);
      }
      if (!await(p)) {
        return;
      }
    }
  }

  private void share(int p, int share) {
    int from = end(p, share - 1);
    int size = end(p, share) - from;
    int counter = (p * threads + share) * APART;
    while (taken.getPlain(counter) < size) {
      int item = taken.getAndIncrement(counter);
      if (item >= size) {
        return;
      }
      try {
        tasks[p].phase().run(tasks[p].images(), from + item, items[p], threads);
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      } finally {
        done.getAndIncrement(p * APART);
      }
    }
  }

  /** One past the last item of a share. */
  private int end(int p, int share) {
    return (int) ((long) items[p] * (share + 1) / threads);
  }

  /** Waits until the others have computed what they have taken; false if something failed. */
  private boolean await(int p) {
    for (int spins = 1; done.get(p * APART) < items[p]; spins++) {
      if (spins % SPINS == 0) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
    return failure.get() == null;
  }

  void rethrow() {
    var thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("a kernel failed: " + thrown, thrown);
    }
  }
}
