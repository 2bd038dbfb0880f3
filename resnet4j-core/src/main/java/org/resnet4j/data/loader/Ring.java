package org.resnet4j.data.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;

/**
 * Slots for batches in a ring. Workers draw tickets; ticket t is made in slot t mod slots, once the
 * batch in it has been used. Order and the bound on memory therefore need no queue.
 */
final class Ring implements AutoCloseable {
  private sealed interface Made {
    record Ready(LoadedBatch batch) implements Made {}

    record Empty() implements Made {}

    record Failed(Throwable cause) implements Made {}
  }

  private final BatchMaker maker;
  private final float[][] buffers;
  private final List<Optional<Made>> slots = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final long end;
  private long ticket; // the next one to be drawn
  private long free; // tickets below this have a slot of their own
  private Batch.Loan loan = new Batch.Loan(); // of the batch in use
  private boolean closed;

  Ring(BatchMaker maker, long first, long end, LoaderOptions options) {
    this.maker = maker;
    this.end = end;
    // one more than may wait: the batch in use keeps its slot
    buffers = new float[options.ahead() + 1][];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = maker.buffer();
      slots.add(Optional.empty());
    }
    ticket = first;
    free = first + options.ahead();
    for (int i = 0; i < options.workers(); i++) {
      threads.add(Thread.ofPlatform().daemon().name("loader-" + i).start(this::work));
    }
  }

  private void work() {
    try {
      for (long mine = draw(); mine < end; mine = draw()) {
        put(mine, make(mine));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized long draw() throws InterruptedException {
    while (ticket >= free && ticket < end && !closed) {
      wait();
    }
    return closed ? end : ticket++;
  }

  // the failure, whatever it is, is reported to the caller that takes this batch
  private Made make(long mine) {
    try {
      int slot = slot(mine);
      int epoch = Math.toIntExact(mine / maker.batches());
      int index = (int) (mine % maker.batches());
      var batch = maker.make(epoch, index, buffers[slot]);
      return batch.isPresent() ? new Made.Ready(batch.get()) : new Made.Empty();
    } catch (RuntimeException | Error failure) {
      return new Made.Failed(failure);
    }
  }

  private int slot(long mine) {
    return (int) (mine % buffers.length);
  }

  private synchronized void put(long mine, Made made) {
    slots.set(slot(mine), Optional.of(made));
    notifyAll();
  }

  /**
   * Waits for this batch, and takes the slot of the one before back; empty if it has no example.
   */
  synchronized Optional<LoadedBatch> take(long wanted) {
    loan.end();
    loan = new Batch.Loan();
    int slot = slot(wanted);
    free = Math.max(free, wanted + buffers.length);
    notifyAll();
    while (slots.get(slot).isEmpty()) {
      if (closed) {
        throw new DataException("the loader is closed");
      }
      await();
    }
    Made made = slots.get(slot).orElseThrow();
    slots.set(slot, Optional.empty());
    return switch (made) {
      case Made.Ready(LoadedBatch batch) -> Optional.of(batch.lent(loan));
      case Made.Empty() -> Optional.empty();
      case Made.Failed(DataException failure) ->
          throw new DataException(failure.getMessage(), failure);
      case Made.Failed(Throwable failure) ->
          throw new DataException("a batch could not be made: " + failure, failure);
    };
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted while waiting for a batch", e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    threads.forEach(Ring::join);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
