package org.resnet4j.vector.kernel.microkernel;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.vector.kernel.microkernel.block.OuterBlock;

/**
 * Register blocks of sums of outer products whose operands are rows, as those of a linear layer.
 * Nothing is packed.
 */
public final class OuterKernel {
  private static final int WIDE = LANES == 16 ? 4 : 2;

  private OuterKernel() {}

  /**
   * c[row][j] (+)= Σ over steps of a[step · as + row · ar] · b[step · bs + j].
   *
   * @param n floats of a row, a multiple of the lanes
   * @param add whether to add to what lies there
   */
  public static void multiply(
      float[] a,
      int ao,
      int as,
      int ar,
      int rows,
      float[] b,
      int bo,
      int bs,
      int steps,
      int n,
      float[] c,
      int co,
      int cr,
      boolean add) {
    int j = 0;
    for (; j + WIDE * LANES <= n; j += WIDE * LANES) {
      int row = 0;
      for (; row + 6 <= rows; row += 6) {
        int from = ao + row * ar;
        int to = co + row * cr + j;
        if (WIDE == 4) {
          OuterBlock.outer6x4(a, from, as, ar, b, bo + j, bs, steps, c, to, cr, add);
        } else {
          OuterBlock.outer6x2(a, from, as, ar, b, bo + j, bs, steps, c, to, cr, add);
        }
      }
      for (; row < rows; row++) {
        for (int v = 0; v < WIDE; v += 2) {
          int at = j + v * LANES;
          OuterBlock.outer1x2(
              a, ao + row * ar, as, b, bo + at, bs, steps, c, co + row * cr + at, add);
        }
      }
    }
    for (; j < n; j += LANES) {
      for (int row = 0; row < rows; row++) {
        OuterBlock.outer1x1(a, ao + row * ar, as, b, bo + j, bs, steps, c, co + row * cr + j, add);
      }
    }
  }
}
