package org.resnet4j.int8.execution;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The caller and some daemons that compute tasks together. A caller never waits for a thread to
 * wake up: whoever is late finds that the others have taken its share. One caller has the team at a
 * time; another that comes meanwhile computes alone, with the same result. Threads that have
 * nothing to do spin for a moment and then sleep.
 */
final class Team implements AutoCloseable {
  private static final long AWAKE_NANOS = 200_000;
  private static final int SPINS = 64;

  private final ReentrantLock busy = new ReentrantLock();
  private final Member[] members;
  private volatile @Nullable Round round;
  private volatile boolean closed;
  private long rounds;

  Team(int threads) {
    members = new Member[threads - 1];
    for (int i = 0; i < members.length; i++) {
      members[i] = new Member(i + 1);
      members[i].start();
    }
  }

  /** How many compute, the caller among them. */
  int threads() {
    return members.length + 1;
  }

  /** Computes all tasks, one after another. */
  void run(PhaseRun[] tasks) {
    if (members.length == 0 || !busy.tryLock()) {
      alone(tasks);
      return;
    }
    try {
      rounds++;
      var next = new Round(rounds, tasks, threads());
      round = next;
      for (var member : members) {
        member.wake();
      }
      next.work(0);
      next.rethrow();
    } finally {
      round = null; // a round holds a network's memory
      busy.unlock();
    }
  }

  private static void alone(PhaseRun[] tasks) {
    for (var task : tasks) {
      int items = task.phase().items(task.images().count(), 1);
      for (int i = 0; i < items; i++) {
        task.phase().run(task.images(), i, items, 1);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    for (var member : members) {
      LockSupport.unpark(member);
    }
  }

  private final class Member extends Thread {
    private final int index;
    private volatile boolean asleep;
    private long finished;

    Member(int index) {
      super("resnet4j-int8-" + index);
      this.index = index;
      setDaemon(true);
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      long idleSince = System.nanoTime();
      for (int spins = 1; !closed; spins++) {
        if (works()) {
          idleSince = System.nanoTime();
        } else if (spins % SPINS == 0 && System.nanoTime() - idleSince > AWAKE_NANOS) {
          sleep();
          idleSince = System.nanoTime();
        } else {
          Thread.onSpinWait();
        }
      }
    }

    /** Takes part in a round that it has not seen; it keeps nothing of it. */
    private boolean works() {
      var current = round;
      if (current == null || current.number() == finished) {
        return false;
      }
      current.work(index);
      finished = current.number();
      return true;
    }

    private void sleep() {
      asleep = true;
      var current = round;
      boolean idle = current == null || current.number() == finished;
      if (idle && !closed) {
        LockSupport.park(Team.this);
      }
      asleep = false;
    }
  }
}
