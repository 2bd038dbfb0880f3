package org.resnet4j.vector.kernel.microkernel;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.Optional;
import org.resnet4j.vector.kernel.loops.PlainBlock;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.RowBlockKernel;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.VectorApi;
import org.resnet4j.vector.kernel.microkernel.block.RowBlock14;
import org.resnet4j.vector.kernel.microkernel.block.RowBlock16;
import org.resnet4j.vector.kernel.microkernel.block.RowBlock6;
import org.resnet4j.vector.kernel.microkernel.block.RowBlock8;

/**
 * The matrix product c[k][row] = Σ a[block][row][lane] · b[k][block][lane], all operands in blocks
 * of lanes, by register blocks. Each step loads the weights of one or two output blocks, spreads
 * one input over a vector for each row, and multiplies and adds; the sums stay in registers. With
 * 32 registers 14 rows by 2 vectors are at work, with 16 registers 6 by 2 (the outer product
 * blocking of Goto and van de Geijn 2008).
 *
 * <p>The weights of an output block are contiguous, those of a pair are read side by side: two
 * streams arrive from memory faster than one.
 *
 * <p>Whole register blocks of two outputs are computed by a kernel of another module where there is
 * one, with the same sums, bit for bit; the others by Java's Vector API or, where that is missing,
 * by plain loops.
 */
public final class RowKernel {
  /** Rows of a large register block. */
  public static final int ROWS = LANES == 16 ? 14 : 6;

  /** Rows of the small register block that takes the rest; no product has fewer. */
  static final int REST = LANES == 16 ? 8 : 6;

  /** Floats from one row to the next where the inputs of a row are contiguous. */
  public static final int WIDTH = LANES == 16 ? RowBlock14.WIDTH : RowBlock6.WIDTH;

  /** Instead of the distance to the second output block: there is none. */
  private static final int ALONE = PlainBlock.ALONE;

  private final Optional<RowBlockKernel> machine;

  /** With another module's register blocks, if there are any. */
  public RowKernel(Optional<RowBlockKernel> machine) {
    this.machine = machine.map(RowBlockKernel::another);
  }

  /** This many rows, rounded up to whole register blocks: large ones, and small ones at the end. */
  public static int padded(int rows) {
    return whole(rows) - small(rows) * (ROWS - REST);
  }

  /**
   * This many rows, rounded up to large register blocks: parts of that length leave the others
   * whole.
   */
  public static int whole(int rows) {
    return (rows + ROWS - 1) / ROWS * ROWS;
  }

  /**
   * How many small register blocks take the last rows: two where they exactly replace a large one.
   */
  private static int small(int rows) {
    int rest = rows % ROWS;
    if (ROWS == REST || rest == 0 || rest > REST) {
      return 0;
    }
    return rows > ROWS && rest <= 2 * REST - ROWS ? 2 : 1;
  }

  /**
   * How many groups of rows to take at once, at most {@code cached} or {@code most}: as many as
   * fill the register blocks best.
   */
  public static int full(int group, int cached, int most) {
    int limit = Math.max(1, Math.min(cached, most));
    int best = 1;
    for (int count = 1; count <= limit; count++) {
      if ((long) count * padded(best * group) >= (long) best * padded(count * group)) {
        best = count;
      }
    }
    return best;
  }

  /**
   * The product for {@code rows} rows and the output blocks [k0, k1), k0 even.
   *
   * @param a inputs: block {@code i}, row {@code r} at ao + i · blockStride + r · lanes
   * @param rows {@link #padded}, or at least {@link #ROWS}: then a last partial register block
   *     starts earlier and computes some rows again
   * @param b weights, packed by {@code WeightPacking}, of all output blocks
   * @param outputs how many output blocks there are in all
   * @param c results: output block {@code k}, row {@code r} at co + (k − k0) · cs + r · lanes
   */
  public void multiply(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      int rows,
      float[] b,
      int bo,
      int outputs,
      int k0,
      int k1,
      float[] c,
      int co,
      int cs) {
    for (int k = k0; k < k1; k += 2) {
      int to = co + (k - k0) * cs;
      int next = k + 2 < k1 ? 2 * blocks * LANES * LANES : 0;
      part(a, ao, 0, blocks, blocks, blockStride, rows, b, bo, outputs, k, next, c, to, cs);
    }
  }

  /**
   * The product of the input blocks [b0, b1) alone with one pair of output blocks, or the last
   * single one.
   *
   * @param depth how many input blocks there are in all
   * @param next floats to the weights that are wanted next
   */
  public void part(
      float[] a,
      int ao,
      int b0,
      int b1,
      int depth,
      int blockStride,
      int rows,
      float[] b,
      int bo,
      int outputs,
      int k,
      int next,
      float[] c,
      int co,
      int cs) {
    int w = bo + (k * depth + b0) * LANES * LANES;
    int second = k + 1 < outputs ? depth * LANES * LANES : ALONE;
    int from = ao + b0 * blockStride;
    if (second == ALONE && !VectorApi.PRESENT && machine.isPresent()) {
      // machine code computes pairs: twice the only one
      second = 0;
      cs = 0;
    }
    // with one output block there is room for more rows
    if (LANES == 16 && second == ALONE && rows % RowBlock16.ROWS == 0 && VectorApi.PRESENT) {
      for (int row = 0; row < rows; row += RowBlock16.ROWS) {
        int r = row * LANES;
        RowBlock16.x1(a, from + r, b1 - b0, blockStride, b, w, c, co + r);
      }
      return;
    }
    int small = small(rows);
    int large = small == 0 ? rows : rows - rows % ROWS - (small - 1) * ROWS;
    int done = 0;
    if (byMachine(b1 - b0, second) && large > 0) {
      done = large / ROWS * ROWS;
      machine
          .get()
          .multiply(
              a, from, LANES, blockStride, done / ROWS, b1 - b0, b, w, second, next, c, co, cs);
    }
    for (int row = done; row < large; row += ROWS) {
      int r = Math.min(row, rows - ROWS) * LANES;
      large(a, from + r, b1 - b0, blockStride, b, w, second, c, co + r, cs);
    }
    for (int row = large; row < rows; row += REST) {
      int r = Math.min(row, rows - REST) * LANES;
      small(a, from + r, b1 - b0, blockStride, b, w, second, c, co + r, cs);
    }
  }

  /** Whether another module multiplies so many input blocks. */
  private boolean byMachine(int blocks, int second) {
    return machine.isPresent() && blocks > 0 && second != ALONE;
  }

  /** One large register block; {@code second} floats lie between the weights of its two outputs. */
  private void large(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      float[] b,
      int bo,
      int second,
      float[] c,
      int co,
      int cs) {
    if (byMachine(blocks, second)) {
      machine.get().multiply(a, ao, LANES, blockStride, 1, blocks, b, bo, second, 0, c, co, cs);
    } else if (!VectorApi.PRESENT) {
      PlainBlock.multiply(a, ao, LANES, blockStride, ROWS, blocks, b, bo, second, c, co, cs);
    } else if (ROWS == 14) {
      if (second != ALONE) {
        RowBlock14.x2(a, ao, blocks, blockStride, b, bo, second, c, co, cs);
      } else {
        RowBlock14.x1(a, ao, blocks, blockStride, b, bo, c, co);
      }
    } else if (second != ALONE) {
      RowBlock6.x2(a, ao, blocks, blockStride, b, bo, second, c, co, cs);
    } else {
      RowBlock6.x1(a, ao, blocks, blockStride, b, bo, c, co);
    }
  }

  /**
   * Whole register blocks of two outputs, whose sums {@code f} finishes; it is left as it was but
   * for the places of the rows that follow.
   *
   * @param rows a multiple of {@link #ROWS}
   * @param next floats to the weights that are wanted next
   */
  public void finished(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      int rows,
      float[] b,
      int bo,
      int second,
      int next,
      BlockEpilogue f) {
    if (machine.isPresent()) {
      int n = rows / ROWS;
      machine.get().multiply(a, ao, LANES, blockStride, n, blocks, b, bo, second, next, f);
      f.advance(rows);
      return;
    }
    for (int row = 0; row < rows; row += ROWS) {
      int from = ao + row * LANES;
      if (!VectorApi.PRESENT) {
        PlainBlock.finished(a, from, LANES, blockStride, ROWS, blocks, b, bo, second, f);
      } else if (ROWS == 14) {
        RowBlock14.finished(a, from, blocks, blockStride, b, bo, second, f);
      } else {
        RowBlock6.finished(a, from, blocks, blockStride, b, bo, second, f);
      }
      f.advance(ROWS);
    }
  }

  /**
   * As {@link #finished}, where up to {@link #WIDTH} inputs of a row are contiguous: row {@code r}
   * is at ao + r · width.
   */
  public void rowwise(
      float[] a,
      int ao,
      int inputs,
      int rows,
      float[] b,
      int bo,
      int second,
      int next,
      BlockEpilogue f) {
    if (machine.isPresent()) {
      int n = rows / ROWS;
      machine.get().multiply(a, ao, WIDTH, LANES, n, inputs / LANES, b, bo, second, next, f);
      f.advance(rows);
      return;
    }
    for (int row = 0; row < rows; row += ROWS) {
      int from = ao + row * WIDTH;
      if (!VectorApi.PRESENT) {
        PlainBlock.finished(a, from, WIDTH, LANES, ROWS, inputs / LANES, b, bo, second, f);
      } else if (ROWS == 14) {
        RowBlock14.rowwise(a, from, inputs, b, bo, second, f);
      } else {
        RowBlock6.rowwise(a, from, inputs, b, bo, second, f);
      }
      f.advance(ROWS);
    }
  }

  /**
   * As {@link #rowwise}, added to what is there unless they are the {@code first}.
   *
   * @param y results: row {@code r} of output block {@code k} at yo + k · yBlock + r · lanes
   */
  public void rowwise(
      float[] a,
      int ao,
      int inputs,
      int rows,
      float[] b,
      int bo,
      int second,
      int next,
      boolean first,
      float[] y,
      int yo,
      int yBlock,
      BlockEpilogue f) {
    f.y = y;
    f.yAt = yo;
    f.yBlock = yBlock;
    f.from = first ? Lanes.ZEROS : y;
    f.fromAt = first ? 0 : yo;
    f.fromBlock = first ? 0 : yBlock;
    f.fromStep = first ? 0 : LANES;
    rowwise(a, ao, inputs, rows, b, bo, second, next, f);
  }

  private void small(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      float[] b,
      int bo,
      int second,
      float[] c,
      int co,
      int cs) {
    if (byMachine(blocks, second)) {
      machine.get().few(a, ao, blockStride, blocks, b, bo, second, c, co, cs);
    } else if (!VectorApi.PRESENT) {
      PlainBlock.multiply(a, ao, LANES, blockStride, REST, blocks, b, bo, second, c, co, cs);
    } else if (second != ALONE) {
      RowBlock8.x2(a, ao, blocks, blockStride, b, bo, second, c, co, cs);
    } else {
      RowBlock8.x1(a, ao, blocks, blockStride, b, bo, c, co);
    }
  }
}
