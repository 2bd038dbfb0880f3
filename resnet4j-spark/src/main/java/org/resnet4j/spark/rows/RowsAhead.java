package org.resnet4j.spark.rows;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/**
 * Works on some rows at once while others are taken; they come out in the order in which they went
 * in. For one thread.
 */
final class RowsAhead implements Iterator<Row>, AutoCloseable {
  private final Iterator<Row> rows;
  private final UnaryOperator<Row> work;
  private final int ahead;
  private final Queue<Future<Row>> waiting = new ArrayDeque<>();
  private final ExecutorService threads;

  /**
   * Begins with nothing.
   *
   * @param ahead how many rows are under way at once
   */
  RowsAhead(Iterator<Row> rows, UnaryOperator<Row> work, int ahead) {
    this.rows = rows;
    this.work = work;
    this.ahead = ahead;
    threads =
        Executors.newFixedThreadPool(
            ahead, Thread.ofPlatform().name("resnet4j-rows-", 0).daemon().factory());
  }

  @Override
  public boolean hasNext() {
    while (waiting.size() < ahead && rows.hasNext()) {
      var row = rows.next();
      waiting.add(threads.submit(() -> work.apply(row)));
    }
    return !waiting.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      return waiting.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while pictures were labelled", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException("pictures could not be labelled: " + e.getCause(), e);
    }
  }

  /** Whatever is under way is of no use any more. */
  @Override
  public void close() {
    waiting.forEach(row -> row.cancel(true));
    waiting.clear();
    threads.shutdownNow();
  }
}
