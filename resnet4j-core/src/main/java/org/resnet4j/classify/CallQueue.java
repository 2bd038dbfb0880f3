package org.resnet4j.classify;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.resnet4j.classify.ClassifierException.Reason;

/**
 * Calls in the order in which they came, and the one thread that computes them: it takes from the
 * front as many as are alike and fit a batch. Batches have 1, 2, 4, 8 … calls, so that an engine
 * prepares itself for few sizes.
 */
final class CallQueue implements AutoCloseable {
  private final Batching batching;
  private final Consumer<List<Call>> compute;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<Call> waiting = new ArrayDeque<>();
  private int outside; // calls that wait for room, in the order of the condition's own queue
  private final Thread worker;
  private boolean closed;

  /**
   * A queue whose thread runs.
   *
   * @param compute completes the answers of a batch; throws where it cannot
   */
  CallQueue(Batching batching, Consumer<List<Call>> compute) {
    this.batching = batching;
    this.compute = compute;
    worker = new Thread(this::work, "resnet4j-classifier");
    worker.setDaemon(true);
    worker.start();
  }

  /**
   * Puts a call at the end, once there is room.
   *
   * @param nanos how long to wait for room
   * @return whether there was
   * @throws ClassifierException if the queue is closed, before or meanwhile
   */
  boolean add(Call call, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if ((outside > 0 || full()) && !waitForRoom(nanos)) {
        return false;
      }
      if (closed) {
        throw closedException();
      }
      waiting.addLast(call);
      more.signal();
      return true;
    } finally {
      if (!full()) {
        room.signal(); // whoever leaves the line, with a place or without, calls the next one
      }
      lock.unlock();
    }
  }

  /**
   * Puts calls at the end; while there is room for all, the thread sees none before it sees all.
   *
   * @param nanos how long to wait for room
   * @return whether there was
   * @throws ClassifierException if the queue is closed, before or meanwhile
   */
  boolean addAll(List<Call> calls, long nanos) throws InterruptedException {
    long began = System.nanoTime();
    lock.lockInterruptibly();
    try {
      for (var call : calls) {
        if (!add(call, nanos - (System.nanoTime() - began))) {
          return false;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits behind those who came before, even if there is room at the moment. */
  private boolean waitForRoom(long nanos) throws InterruptedException {
    outside++;
    try {
      long left = nanos;
      do {
        if (left <= 0) {
          return false;
        }
        left = room.awaitNanos(left);
      } while (full() && !closed);
      return true;
    } finally {
      outside--;
    }
  }

  private boolean full() {
    return waiting.size() >= batching.room();
  }

  static ClassifierException closedException() {
    return new ClassifierException(Reason.CLOSED, "the classifier is closed");
  }

  private void work() {
    for (var batch = next(); !batch.isEmpty(); batch = next()) {
      batch.removeIf(call -> call.answer().isDone()); // its caller has left
      if (!batch.isEmpty()) {
        run(batch);
      }
    }
  }

  /** The next batch from the front; empty once the queue is closed. */
  private List<Call> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        more.awaitUninterruptibly();
      }
      var batch = new ArrayList<Call>();
      for (int left = closed ? 0 : alike(); left > 0; left--) {
        batch.add(waiting.removeFirst());
      }
      room.signal();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** How many calls at the front can be computed together: a power of two. */
  private int alike() {
    var first = waiting.getFirst();
    int count = 0;
    for (var call : waiting) {
      if (count == batching.most() || !call.joins(first)) {
        break;
      }
      count++;
    }
    return Integer.highestOneBit(count);
  }

  /** A batch that fails is tried again call by call: none fails for another's sake. */
  private void run(List<Call> batch) {
    long began = System.nanoTime();
    var meters = batching.meters();
    try {
      for (var call : batch) {
        meters.time(ClassifierMeters.WAITING, Duration.ofNanos(began - call.since()));
      }
      compute.accept(batch);
      meters.time(ClassifierMeters.BATCHES, Duration.ofNanos(System.nanoTime() - began));
      meters.record(ClassifierMeters.BATCH_SIZE, batch.size());
    } catch (RuntimeException | Error e) {
      if (batch.size() == 1) {
        batch.getFirst().answer().completeExceptionally(e);
      } else {
        batch.forEach(call -> run(List.of(call)));
      }
    }
  }

  /** No call is taken from now on; those that wait fail, the batch in progress ends as usual. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll(); // whoever waits for room finds the door closed
      waiting.forEach(call -> call.answer().completeExceptionally(closedException()));
      waiting.clear();
      more.signal();
    } finally {
      lock.unlock();
    }
    join();
  }

  private void join() {
    boolean interrupted = false;
    while (worker.isAlive() && Thread.currentThread() != worker) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
