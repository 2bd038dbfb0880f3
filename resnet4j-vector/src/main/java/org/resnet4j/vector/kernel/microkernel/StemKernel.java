package org.resnet4j.vector.kernel.microkernel;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.Optional;
import org.resnet4j.vector.kernel.loops.PlainBlock;
import org.resnet4j.vector.kernel.machine.RowBlockKernel;
import org.resnet4j.vector.kernel.memory.VectorApi;
import org.resnet4j.vector.kernel.microkernel.block.StemBlock;

/**
 * The register blocks of the first layer, whose few input channels are planes: neighbouring output
 * pixels read neighbouring floats, and a table says where each tap of the kernel begins.
 */
public final class StemKernel {
  private final int[] taps;
  private final Optional<RowBlockKernel> machine;

  /**
   * Of these taps.
   *
   * @param machine another module's register blocks, if there are any
   */
  public StemKernel(int[] taps, Optional<RowBlockKernel> machine) {
    this.taps = taps;
    this.machine = machine.map(RowBlockKernel::another);
  }

  /**
   * c[k][row] = Σ a[tap + row] · b[k][tap].
   *
   * @param rows at least {@link RowKernel#ROWS}; a last partial block starts earlier
   * @param b weights: (pairs of output blocks, taps, 2 · lanes)
   * @param outputs output blocks
   * @param cs floats from an output block to the next
   */
  public void multiply(
      float[] a, int ao, int rows, float[] b, int bo, int outputs, float[] c, int co, int cs) {
    for (int k = 0; k < outputs; k += 2) {
      int w = bo + k * taps.length * LANES;
      int to = co + k * cs;
      boolean pair = k + 1 < outputs;
      int blocks = 1;
      for (int row = 0; row < rows; row += blocks * RowKernel.ROWS) {
        int r = Math.min(row, rows - RowKernel.ROWS);
        if (pair && machine.isPresent()) {
          blocks = Math.max(1, (rows - row) / RowKernel.ROWS);
          machine.get().taps(a, ao + r, taps, blocks, b, w, c, to + r * LANES, cs);
        } else {
          block(a, ao + r, b, w, c, to + r * LANES, cs, pair);
        }
      }
    }
  }

  private void block(
      float[] a, int ao, float[] b, int bo, float[] c, int co, int cs, boolean pair) {
    if (!VectorApi.PRESENT) {
      int step = pair ? 2 * LANES : LANES;
      PlainBlock.taps(a, ao, taps, RowKernel.ROWS, b, bo, step, c, co);
      if (pair) {
        PlainBlock.taps(a, ao, taps, RowKernel.ROWS, b, bo + LANES, step, c, co + cs);
      }
    } else if (RowKernel.ROWS == 14) {
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
