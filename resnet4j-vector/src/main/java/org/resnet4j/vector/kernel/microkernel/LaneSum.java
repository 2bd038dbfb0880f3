package org.resnet4j.vector.kernel.microkernel;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

/**
 * The sums of vectors' lanes, always in the same order: halves are added until one lane is left.
 * {@code reduceLanes(ADD)} leaves the order open, and the order does change when the compiler takes
 * over from the interpreter: two runs would end with different weights.
 */
final class LaneSum {
  private static final int MOST = 16;
  private static final ThreadLocal<float[]> ROOM =
      ThreadLocal.withInitial(() -> new float[MOST * LANES]);

  private LaneSum() {}

  /** This thread's buffer for the vectors that are to be summed, one after the other. */
  static float[] room() {
    return ROOM.get();
  }

  /** c[row][column] += the sum of the vector row · columns + column. */
  static void add(float[] lanes, int rows, int columns, float[] c, int co, int cr) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        c[co + row * cr + column] += of(lanes, (row * columns + column) * LANES);
      }
    }
  }

  private static float of(float[] lanes, int at) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = at; i < at + half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[at];
  }
}
