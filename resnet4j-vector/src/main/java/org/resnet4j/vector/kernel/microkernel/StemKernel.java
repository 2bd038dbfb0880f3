package org.resnet4j.vector.kernel.microkernel;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.vector.kernel.microkernel.block.StemBlock;

/**
 * The register blocks of the first layer, whose few input channels are planes: neighbouring output
 * pixels read neighbouring floats, and a table says where each tap of the kernel begins.
 */
public final class StemKernel {
  private StemKernel() {}

  /**
   * c[k][row] = Σ a[tap + row] · b[k][tap].
   *
   * @param rows at least {@link RowKernel#ROWS}; a last partial block starts earlier
   * @param b weights: (pairs of output blocks, taps, 2 · lanes)
   * @param outputs output blocks
   * @param cs floats from an output block to the next
   */
  public static void multiply(
      float[] a,
      int ao,
      int[] taps,
      int rows,
      float[] b,
      int bo,
      int outputs,
      float[] c,
      int co,
      int cs) {
    for (int k = 0; k < outputs; k += 2) {
      int w = bo + k * taps.length * LANES;
      for (int row = 0; row < rows; row += RowKernel.ROWS) {
        int r = Math.min(row, rows - RowKernel.ROWS);
        block(a, ao + r, taps, b, w, c, co + k * cs + r * LANES, cs, k + 1 < outputs);
      }
    }
  }

  private static void block(
      float[] a, int ao, int[] taps, float[] b, int bo, float[] c, int co, int cs, boolean pair) {
    if (RowKernel.ROWS == 14) {
      if (pair) {
        StemBlock.rows14x2(a, ao, taps, b, bo, c, co, cs);
      } else {
        StemBlock.rows14x1(a, ao, taps, b, bo, c, co);
      }
    } else if (pair) {
      StemBlock.rows6x2(a, ao, taps, b, bo, c, co, cs);
    } else {
      StemBlock.rows6x1(a, ao, taps, b, bo, c, co);
    }
  }
}
