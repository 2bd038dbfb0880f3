package org.resnet4j.vector.execution;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * A fixed team of threads that runs phases: the caller and {@code threads − 1} daemons, which spin
 * for a moment while they wait for the next phase and then sleep. Whoever spins lets others run
 * soon: where the processor has other work, they may be what is waited for. Each begins with its
 * own share of the items, the same in every phase, so that it finds in its cache what it has left
 * there; a thread that has finished its share helps the others (affinity scheduling, Markatos and
 * LeBlanc 1994). One caller has the team at a time; another that arrives meanwhile does its work
 * alone, with the same result.
 */
public final class ThreadPool implements AutoCloseable {
  private static final long AWAKE_NANOS = 200_000;

  /** So many turns of waiting, a few microseconds, before others may run. */
  private static final int SPINS = 64;

  private final ReentrantLock team = new ReentrantLock();
  private final Worker[] workers;

  /** Longs from one share to the next: two cache lines. */
  private static final int APART = 16;

  /**
   * For each thread's share the number of the phase in the upper half, the number of items that are
   * not taken in the lower half.
   */
  private final AtomicLongArray open;

  private final AtomicInteger done = new AtomicInteger();
  private volatile @Nullable Task phase;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  public ThreadPool(int threads) {
    open = new AtomicLongArray(threads * APART);
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  /** The number of computing threads, including the caller. */
  public int threads() {
    return workers.length + 1;
  }

  /** Runs these phases, one after another; afterwards the pool holds none of them. */
  public void run(Task[] phases) {
    boolean ours = workers.length > 0 && team.tryLock();
    try {
      for (var next : phases) {
        if (ours && next.items() > 1) {
          together(next);
        } else {
          alone(next);
        }
      }
    } finally {
      if (ours) {
        phase = null; // a phase holds a network's memory, the pool outlives the network
        team.unlock();
      }
    }
  }

  private static void alone(Task next) {
    int items = next.items();
    for (int i = 0; i < items; i++) {
      next.run(i, 0);
    }
  }

  private void together(Task next) {
    int items = next.items();
    phase = next;
    done.setPlain(0);
    for (int share = 0; share < threads(); share++) {
      int at = share * APART;
      open.set(at, ((open.get(at) >>> 32) + 1) << 32 | (end(items, share) - end(items, share - 1)));
    }
    for (var worker : workers) {
      worker.wake();
    }
    work(0);
    for (int spins = 1; done.get() < items; spins++) {
      if (spins % SPINS == 0) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
    var thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new IllegalStateException("a kernel failed: " + thrown, thrown);
    }
  }

  /** One past the last item of a share. */
  private int end(int items, int share) {
    return (int) ((long) items * (share + 1) / threads());
  }

  /** Runs items while there are any, its own share first; false if there was none. */
  private boolean work(int worker) {
    boolean worked = false;
    for (int i = 0; i < threads(); i++) {
      int share = (worker + i) % threads();
      while (take(share, worker)) {
        worked = true;
      }
    }
    return worked;
  }

  /** Runs half of the rest of a share; false if there was nothing. */
  private boolean take(int share, int worker) {
    long ticket = open.get(share * APART);
    int left = (int) ticket;
    if (left == 0) {
      return false;
    }
    int taken = Math.max(1, left / 2);
    if (open.compareAndSet(share * APART, ticket, ticket - taken)) {
      // as these items are not done, the caller waits and `phase` is the one they belong to
      var current = Objects.requireNonNull(phase);
      items(current, end(current.items(), share) - left, taken, worker);
    }
    return true;
  }

  private void items(Task current, int first, int taken, int worker) {
    try {
      for (int i = first; i < first + taken; i++) {
        current.run(i, worker);
      }
    } catch (Throwable e) {
      failure = e;
    } finally {
      done.addAndGet(taken);
    }
  }

  /** Whether all items are taken. */
  private boolean idle() {
    for (int share = 0; share < threads(); share++) {
      if ((int) open.get(share * APART) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    closed = true;
    for (var worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  private final class Worker extends Thread {
    private final int index;
    private volatile boolean asleep;

    Worker(int index) {
      super("resnet4j-vector-" + index);
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
        if (work(index)) {
          idleSince = System.nanoTime();
        } else if (spins % SPINS != 0) {
          Thread.onSpinWait();
        } else if (System.nanoTime() - idleSince > AWAKE_NANOS) {
          sleep();
          idleSince = System.nanoTime();
        } else {
          Thread.yield();
        }
      }
    }

    private void sleep() {
      asleep = true;
      if (idle() && !closed) {
        LockSupport.park(ThreadPool.this);
      }
      asleep = false;
    }
  }
}
