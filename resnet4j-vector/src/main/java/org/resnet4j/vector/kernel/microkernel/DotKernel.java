package org.resnet4j.vector.kernel.microkernel;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.vector.kernel.machine.LoopKernel;

/**
 * Register blocks of dot products of rows, as a linear layer takes them. Nothing is packed: both
 * operands are read along their rows.
 */
public final class DotKernel {
  private DotKernel() {}

  /**
   * c[row][k] += Σ a[row][j] · b[k][j] over n floats, a multiple of the lanes. If the last outputs
   * are fewer than four, the remaining results are garbage.
   */
  public static void multiply(
      LoopKernel loops,
      float[] a,
      int ao,
      int ar,
      int rows,
      float[] b,
      int bo,
      int bk,
      int outputs,
      int n,
      float[] c,
      int co,
      int cr) {
    float[] lanes = LaneSum.room();
    for (int k = 0; k < outputs; k += 4) {
      int last = Math.min(3, outputs - 1 - k);
      int from = bo + k * bk;
      int row = 0;
      for (; row + 4 <= rows; row += 4) {
        int at = ao + row * ar;
        int to = co + row * cr + k;
        if (LANES == 16) {
          loops.dots(4, 4, a, at, ar, b, from, bk, last, n, lanes);
          LaneSum.add(lanes, 4, 4, c, to, cr);
        } else {
          loops.dots(4, 2, a, at, ar, b, from, bk, last, n, lanes);
          LaneSum.add(lanes, 4, 2, c, to, cr);
          int next = Math.min(2, last);
          int rest = last - next;
          loops.dots(4, 2, a, at, ar, b, from + next * bk, bk, rest, n, lanes);
          LaneSum.add(lanes, 4, 2, c, to + 2, cr);
        }
      }
      for (; row < rows; row++) {
        loops.dots(1, 4, a, ao + row * ar, ar, b, from, bk, last, n, lanes);
        LaneSum.add(lanes, 1, 4, c, co + row * cr + k, 0);
      }
    }
  }
}
