package org.resnet4j.vector.kernel.microkernel;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.vector.kernel.microkernel.block.GradientBlockNarrow;
import org.resnet4j.vector.kernel.microkernel.block.GradientBlockWide;

/**
 * The weights' gradient: c[lane][k] (+)= Σ over rows of a[row][lane] · d[k][row], an outer product
 * for each row, summed in registers by register blocks.
 */
public final class GradientKernel {
  private GradientKernel() {}

  /**
   * Adds or sets the products of one input block with the output blocks [0, outputs).
   *
   * @param a inputs: row {@code r} at ao + r · lanes
   * @param d gradients of the outputs: block {@code k}, row {@code r} at dO + k · ds + r · lanes
   * @param c sums: lane {@code l}, output block {@code k} at co + l · cs + k · lanes
   * @param add whether to add to what lies there
   */
  public static void multiply(
      float[] a,
      int ao,
      float[] d,
      int dO,
      int ds,
      int rows,
      int outputs,
      float[] c,
      int co,
      int cs,
      boolean add) {
    int k = 0;
    while (k < outputs) {
      int from = dO + k * ds;
      int to = co + k * LANES;
      if (LANES == 16) {
        k += wide(a, ao, d, from, ds, rows, outputs - k, c, to, cs, add);
      } else if (LANES == 8) {
        GradientBlockNarrow.lanes8x1(a, ao, d, from, rows, c, to, cs, add);
        k++;
      } else {
        GradientBlockNarrow.lanes4x1(a, ao, d, from, rows, c, to, cs, add);
        k++;
      }
    }
  }

  /**
   * The first of the remaining output blocks: three, unless that leaves a single one.
   *
   * @return how many
   */
  private static int wide(
      float[] a,
      int ao,
      float[] d,
      int dO,
      int ds,
      int rows,
      int outputs,
      float[] c,
      int co,
      int cs,
      boolean add) {
    if (outputs == 1) {
      GradientBlockWide.lanes16x1(a, ao, d, dO, rows, c, co, cs, add);
      return 1;
    }
    int half = co + 8 * cs;
    if (outputs == 2 || outputs == 4) {
      GradientBlockWide.lanes8x2(a, ao, d, dO, ds, rows, c, co, cs, add);
      GradientBlockWide.lanes8x2(a, ao + 8, d, dO, ds, rows, c, half, cs, add);
      return 2;
    }
    GradientBlockWide.lanes8x3(a, ao, d, dO, ds, rows, c, co, cs, add);
    GradientBlockWide.lanes8x3(a, ao + 8, d, dO, ds, rows, c, half, cs, add);
    return 3;
  }
}
