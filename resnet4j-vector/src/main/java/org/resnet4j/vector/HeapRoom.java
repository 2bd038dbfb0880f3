package org.resnet4j.vector;

import java.util.function.IntToLongFunction;
import org.resnet4j.engine.EngineException;

/**
 * Whether what a batch needs fits the heap, said before it starts.
 *
 * @param batch how many examples
 * @param standing bytes that the network's arrays already take
 * @param needed bytes that a batch of another size needs
 */
record HeapRoom(int batch, long standing, IntToLongFunction needed) {

  /**
   * @param bytes that this batch needs
   * @throws EngineException if they do not fit: says so, and the batch size that would
   */
  void check(long bytes) {
    if (bytes > room()) {
      throw new EngineException(message(bytes));
    }
  }

  /** The space in the heap: its maximum, less the arrays (weights, gradients, optimiser's). */
  private long room() {
    return (long) (0.95 * Runtime.getRuntime().maxMemory()) - 2 * standing;
  }

  String message(long bytes) {
    int fitting = fitting();
    var advice =
        fitting > 0
            ? "a batch of %d would fit, or start the JVM with a larger -Xmx".formatted(fitting)
            : "start the JVM with a larger -Xmx";
    return "a batch of %d needs %.2f GB of activations, the heap has room for %.2f GB; %s"
        .formatted(batch, bytes / 1e9, Math.max(0, room()) / 1e9, advice);
  }

  /** It would fit, if there were nothing else in the heap. */
  String crowded(long bytes) {
    return "a batch of %d needs %.2f GB of activations, and the heap of %.2f GB has less free beside what else is in it; take a smaller batch, or start the JVM with a larger -Xmx"
        .formatted(batch, bytes / 1e9, Runtime.getRuntime().maxMemory() / 1e9);
  }

  /** The largest batch that fits, by halving the interval. */
  private int fitting() {
    int low = 0;
    int high = batch;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (needed.applyAsLong(middle) <= room()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
