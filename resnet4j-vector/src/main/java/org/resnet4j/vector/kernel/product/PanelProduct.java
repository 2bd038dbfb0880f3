package org.resnet4j.vector.kernel.product;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;
import static org.resnet4j.vector.kernel.product.Panels.DEPTH;

import java.util.Arrays;
import java.util.List;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.machine.PairKernel;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/** The product of a part's inputs, a panel or rows in place, with the packed weights. */
final class PanelProduct {
  private final Panels panels;
  private final RowParts parts;
  private final WeightMatrix matrix;
  private final List<Grid> grids;
  private final PackedSpan packed;
  private final Writer writer;
  private final Layout target;
  private final Scratch scratch;
  private final int chunk;
  private final int[] weights;
  private final boolean direct;
  private final DirectRows directly;
  private final BlockEpilogue[] epilogues;
  private final RowKernel kernel;
  private final LoopKernel loops;

  /**
   * @param chunk the largest number of output blocks that is requested at a time
   */
  PanelProduct(
      Panels panels,
      RowParts parts,
      WeightMatrix matrix,
      List<Grid> grids,
      PackedSpan packed,
      Writer writer,
      Layout target,
      Scratch scratch,
      int chunk) {
    this.panels = panels;
    this.parts = parts;
    this.matrix = matrix;
    this.grids = grids;
    this.packed = packed;
    this.writer = writer;
    this.target = target;
    this.scratch = scratch;
    this.chunk = chunk;
    weights = WeightPacking.offsets(matrix, grids, panels.paired());
    direct = parts.byImage() && grids.size() == 1 && grids.get(0).inOrder();
    kernel = new RowKernel(scratch.rows());
    loops = Loops.of(scratch);
    directly = new DirectRows(kernel, writer, target, scratch.workers());
    epilogues = BlockEpilogue.of(scratch.workers(), LANES);
    scratch.require(parts.panel() + (chunk + 2) * parts.most() * LANES);
    writer.slots(parts.slots());
  }

  /** The output blocks [k0, k1) of a part whose inputs are in {@code a}. */
  void multiply(
      RowParts.Part part, float[] a, int ao, int as, int rows, int k0, int k1, int worker) {
    int base = part.group() * matrix.out();
    writer.begin(part.slot(), (base + k0) * LANES, (base + k1) * LANES);
    if (panels.paired()) {
      paired(part, a, ao, k0, k1, worker);
      return;
    }
    int blocks = panels.blocks(part);
    boolean many = blocks > DEPTH || direct;
    if (panels.rowwise(part) || (many && !panels.smallWindow(part))) {
      deep(part, a, ao, as, blocks, rows, k0, k1, worker);
    } else {
      shallow(part, a, ao, as, blocks, rows, k0, k1, worker);
    }
  }

  /** A few rows at a time, so that the processor writes results while it computes the next. */
  private void shallow(
      RowParts.Part part,
      float[] a,
      int ao,
      int as,
      int blocks,
      int rows,
      int k0,
      int k1,
      int worker) {
    int w = weights(part);
    float[] b = packed.data();
    float[] own = scratch.of(worker);
    int stride = parts.stride(part);
    int out = START + parts.panel();
    int some = 4 * RowKernel.ROWS;
    for (int k = k0; k < k1; k += 2) {
      for (int row = 0, end; row < rows; row = end) {
        end = rows - row - some < RowKernel.ROWS ? rows : row + some;
        int from = ao + row * LANES;
        kernel.multiply(
            a, from, blocks, as, end - row, b, w, matrix.out(), k, k + 1, own, out, stride);
        write(part, k, row, end - row, own, out);
      }
    }
  }

  /** In pairs of bfloat16: all inputs at once, a few rows at a time as above. */
  private void paired(RowParts.Part part, float[] a, int ao, int k0, int k1, int worker) {
    int steps = panels.pairs(part);
    int w = weights(part);
    int length = panels.blocks(part) * WeightPacking.block(true);
    float[] own = scratch.of(worker);
    int stride = parts.stride(part);
    int out = START + parts.panel();
    int some = 4 * RowKernel.ROWS;
    for (int k = k0; k < k1; k += 2) {
      int second = k + 1 < matrix.out() ? length : PairKernel.ALONE;
      for (int row = 0; row < part.count(); row += some) {
        int count = Math.min(some, part.count() - row);
        int from = ao + row * steps;
        int b = w + k * length;
        if (steps == 0) {
          Arrays.fill(own, out, out + stride + count * LANES, 0f);
        } else {
          var rows = scratch.pairs().rows();
          rows.multiply(
              a,
              from,
              steps,
              count,
              packed.data(),
              b,
              second,
              steps,
              own,
              out,
              LANES,
              stride,
              false);
        }
        write(part, k, row, count, own, out);
      }
    }
  }

  /**
   * The product where the inputs may be many: a few at a time, so that the weights of a pair of
   * output blocks stay in the first-level cache for all rows.
   */
  private void deep(
      RowParts.Part part,
      float[] a,
      int ao,
      int as,
      int blocks,
      int rows,
      int k0,
      int k1,
      int worker) {
    int w = weights(part);
    float[] b = packed.data();
    boolean rowwise = panels.rowwise(part);
    int whole = part.count() / RowKernel.ROWS * RowKernel.ROWS;
    for (int b0 = 0; b0 < blocks; b0 += DEPTH) {
      int b1 = Math.min(blocks, b0 + DEPTH);
      for (int k = k0; k < k1; k += 2) {
        int done = direct && k + 1 < matrix.out() ? whole : 0;
        int wk = w + k * blocks * LANES * LANES;
        int next = next(b0, b1, blocks, k, k0, k1);
        if (done > 0) {
          int block = part.group() * matrix.out() + k;
          int at = parts.first(part, target, block);
          int channel = block * LANES;
          int slot = part.slot();
          directly.multiply(
              a, ao, as, b0, b1, blocks, done, b, wk, at, channel, slot, rowwise, next, worker);
        }
        if (done < part.count() && rowwise) {
          sums(part, a, ao, as, b0, b1, blocks, b, wk, k, k0, next, worker);
        } else if (done < part.count()) {
          rest(part, a, ao, as, b0, b1, blocks, done, rows, k, k0, done > 0 ? 0 : next, worker);
        }
      }
    }
  }

  /** As {@link #rest} for all rows of a panel that has the inputs of a row one after the other. */
  private void sums(
      RowParts.Part part,
      float[] a,
      int ao,
      int as,
      int b0,
      int b1,
      int blocks,
      float[] b,
      int w,
      int k,
      int k0,
      int next,
      int worker) {
    float[] own = scratch.of(worker);
    int out = START + parts.panel() + (k - k0) * as;
    int from = ao + b0 * as;
    int weights = w + b0 * LANES * LANES;
    int inputs = (b1 - b0) * LANES;
    int second = blocks * LANES * LANES;
    kernel.rowwise(
        a,
        from,
        inputs,
        part.count(),
        b,
        weights,
        second,
        next,
        b0 == 0,
        own,
        out,
        as,
        epilogues[worker]);
    if (b1 == blocks) {
      write(part, k, 0, part.count(), own, out);
    }
  }

  /** The rows from {@code done} on by way of the scratch. */
  private void rest(
      RowParts.Part part,
      float[] a,
      int ao,
      int as,
      int b0,
      int b1,
      int blocks,
      int done,
      int rows,
      int k,
      int k0,
      int next,
      int worker) {
    // a last partial register block starts earlier where nothing follows it
    int count = done == 0 ? rows : RowKernel.padded(part.count() - done);
    int first = Math.min(done, rows - count);
    float[] own = scratch.of(worker);
    int stride = parts.stride(part);
    int out = START + parts.panel();
    int sums = out + (k - k0) * stride;
    int spare = out + chunk * stride;
    int to = b0 == 0 ? sums : spare;
    int from = ao + first * LANES;
    int w = weights(part);
    kernel.part(
        a,
        from,
        b0,
        b1,
        blocks,
        as,
        count,
        packed.data(),
        w,
        matrix.out(),
        k,
        next,
        own,
        to,
        stride);
    if (b0 > 0) {
      int length = (k + 1 < matrix.out() ? stride : 0) + count * LANES;
      loops.sum(own, sums, own, spare, Float.NEGATIVE_INFINITY, own, sums, length);
    }
    if (b1 == blocks) {
      int at = sums + (done - first) * LANES;
      write(part, k, done, part.count() - done, own, at);
    }
  }

  /** Floats from the weights of a pair of output blocks to those that are multiplied next. */
  private static int next(int b0, int b1, int blocks, int k, int k0, int k1) {
    int square = LANES * LANES;
    if (k + 2 < k1) {
      return 2 * blocks * square;
    }
    return b1 < blocks ? (b1 - b0 - (k - k0) * blocks) * square : 0;
  }

  private int weights(RowParts.Part part) {
    return packed.offset() + weights[part.grid() * matrix.count() + part.group()];
  }

  /** Passes a pair of output blocks, or the last single one, to the writer. */
  private void write(RowParts.Part part, int k, int row, int rows, float[] own, int from) {
    int count = Math.min(rows, part.count() - row);
    var grid = grids.get(part.grid());
    for (int o = k; o < Math.min(matrix.out(), k + 2); o++) {
      int channel = part.group() * matrix.out() + o;
      int at = from + (o - k) * parts.stride(part);
      int block = channel * target.plane();
      int first = part.first() + row;
      grid.scatter(writer, target, block, channel * LANES, first, count, own, at, part.slot());
    }
  }
}
