package org.resnet4j.classify;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls whose time is over with a {@link TimeoutException}. One thread does it for all, and
 * sleeps until the first of them: a timer per call would cost as much as a small picture's
 * decoding. It is there once a call has a deadline.
 */
final class CallDeadlines implements AutoCloseable {
  private final ConcurrentHashMap<CompletableFuture<?>, Long> ends = new ConcurrentHashMap<>();
  private volatile @Nullable Thread sweeper;
  private volatile boolean closed;

  /** When it wakes by itself, if it is not {@link #awake}. */
  private volatile long wakes;

  private volatile boolean awake = true;

  /**
   * Calls that end at a time, unless they are removed before.
   *
   * @param end by {@link System#nanoTime}
   */
  void add(List<Call> calls, long end) {
    calls.forEach(call -> ends.put(call.answer(), end));
    if (awake || end - wakes < 0) {
      LockSupport.unpark(running());
    }
  }

  void remove(List<Call> calls) {
    calls.forEach(call -> ends.remove(call.answer()));
  }

  private Thread running() {
    var there = sweeper;
    return there != null ? there : start();
  }

  private synchronized Thread start() {
    var there = sweeper;
    if (there == null) {
      there = new Thread(this::run, "resnet4j-deadlines");
      there.setDaemon(true);
      sweeper = there;
      there.start();
    }
    return there;
  }

  private void run() {
    while (!closed) {
      awake = true; // whoever comes while it looks wakes it again
      long sleep = sweep();
      wakes = System.nanoTime() + sleep;
      awake = false;
      LockSupport.parkNanos(this, sleep);
    }
  }

  /** Ends what is late; gives the time until the next, a long one if there is none. */
  private long sweep() {
    long now = System.nanoTime();
    long next = Long.MAX_VALUE / 4;
    for (var entry : ends.entrySet()) {
      long left = entry.getValue() - now;
      if (left > 0) {
        next = Math.min(next, left);
      } else {
        ends.remove(entry.getKey());
        entry.getKey().completeExceptionally(new TimeoutException());
      }
    }
    return next;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(sweeper);
  }
}
