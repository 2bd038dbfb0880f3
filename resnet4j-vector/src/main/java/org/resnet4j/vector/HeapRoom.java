package org.resnet4j.vector;

import org.resnet4j.engine.EngineException;
import org.resnet4j.vector.plan.Buffers;
import org.resnet4j.vector.plan.Program;

/** Whether a plan fits the heap, said before it starts. */
final class HeapRoom {
  private HeapRoom() {}

  /**
   * @param standing bytes that the network's arrays take already
   * @throws EngineException if the plan cannot fit: its bytes, and the batch size that would
   */
  static void check(Program program, Buffers buffers, int batch, long standing) {
    if (buffers.bytes() > room(standing)) {
      throw new EngineException(message(program, buffers, batch, standing));
    }
  }

  /** What the heap can give: its maximum, less the arrays (weights, gradients, optimiser's). */
  private static long room(long standing) {
    return (long) (0.95 * Runtime.getRuntime().maxMemory()) - 2 * standing;
  }

  static String message(Program program, Buffers buffers, int batch, long standing) {
    int fitting = fitting(program, batch, room(standing));
    var advice =
        fitting > 0
            ? "a batch of %d would fit, or start the JVM with a larger -Xmx".formatted(fitting)
            : "start the JVM with a larger -Xmx";
    return "a batch of %d needs %.2f GB of activations, the heap has room for %.2f GB; %s"
        .formatted(batch, buffers.bytes() / 1e9, Math.max(0, room(standing)) / 1e9, advice);
  }

  /** The largest batch that fits, by halving the interval. */
  private static int fitting(Program program, int batch, long room) {
    int low = 0;
    int high = batch;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (Buffers.plan(program, middle).bytes() <= room) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
