package org.resnet4j.vector.kernel.product;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Lanes.LEAST;
import static org.resnet4j.vector.kernel.memory.Lanes.ZEROS;
import static org.resnet4j.vector.kernel.microkernel.RowKernel.WIDTH;

import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.microkernel.RowKernel;

/**
 * The product of whole register blocks of rows with pairs of output blocks, a register block at a
 * time to the target. Where the inputs are many, they are processed in several passes, each of
 * which adds to the target what the earlier ones have left there.
 */
final class DirectRows {
  /** Rows of a register block. */
  private static final int ROWS = RowKernel.ROWS;

  /** Register blocks of rows that are masked and summed together while they are in the cache. */
  private static final int SOME = 4;

  /** A pair of zero biases where there is no bias. */
  private static final float[] NOTHING = new float[2 * LANES];

  private final RowKernel kernel;
  private final Writer writer;
  private final int offset;
  private final Span residual;
  private final Span bias;
  private final float[] least;
  private final int plane;
  private final BlockEpilogue[] epilogues;

  DirectRows(RowKernel kernel, Writer writer, Layout target, int workers) {
    this.kernel = kernel;
    this.writer = writer;
    offset = writer.offset();
    residual = writer.residual();
    bias = writer.bias();
    least = writer.rectifies() ? ZEROS : LEAST;
    plane = target.plane();
    epilogues = BlockEpilogue.of(workers, LANES);
  }

  /**
   * Multiplies the input blocks [b0, b1) of {@code depth} with a pair of output blocks.
   *
   * @param a inputs: block {@code i}, row {@code r} at ao + i · as + r · lanes
   * @param rows a multiple of {@link #ROWS}
   * @param w where the weights of the first of the two output blocks begin
   * @param at where the first row of the first output block goes, from the target's start
   * @param channel the first channel of the first output block
   * @param slot where its sums go
   * @param rowwise whether block {@code i}, row {@code r} is at ao + i · as + r · width instead
   * @param next floats to the weights that are wanted next
   */
  void multiply(
      float[] a,
      int ao,
      int as,
      int b0,
      int b1,
      int depth,
      int rows,
      float[] b,
      int w,
      int at,
      int channel,
      int slot,
      boolean rowwise,
      int next,
      int worker) {
    boolean last = b1 == depth;
    BlockEpilogue finish = finish(b0 == 0, last, at, channel, worker);
    int second = depth * LANES * LANES;
    int from = ao + b0 * as;
    int weights = w + b0 * LANES * LANES;
    for (int row = 0; row < rows; row += SOME * ROWS) {
      int end = Math.min(rows, row + SOME * ROWS);
      int wanted = row == 0 ? next : 0;
      int count = end - row;
      if (rowwise) {
        int first = from + row * WIDTH;
        int inputs = (b1 - b0) * LANES;
        kernel.rowwise(a, first, inputs, count, b, weights, second, wanted, finish);
      } else {
        int first = from + row * LANES;
        kernel.finished(a, first, b1 - b0, as, count, b, weights, second, wanted, finish);
      }
      if (last) {
        int to = at + row * LANES;
        writer.finish(to, end - row, channel, slot);
        writer.finish(to + plane, end - row, channel + LANES, slot);
      }
    }
  }

  /**
   * The first inputs' products are added to the residual and the biases, if there are any; those of
   * the others to what is there; the last are rectified.
   */
  private BlockEpilogue finish(boolean first, boolean last, int at, int channel, int worker) {
    BlockEpilogue f = epilogues[worker];
    f.y = writer.data();
    f.yAt = offset + at;
    f.yBlock = plane;
    f.least = last ? least : LEAST;
    boolean biased = first && bias.present();
    f.bias = biased ? bias.data() : NOTHING;
    f.biasAt = biased ? bias.offset() + channel : 0;
    boolean fresh = first && !residual.present();
    f.from = fresh ? ZEROS : first ? residual.data() : f.y;
    f.fromAt = fresh ? 0 : first ? residual.offset() + at : f.yAt;
    f.fromBlock = fresh ? 0 : plane;
    f.fromStep = fresh ? 0 : LANES;
    return f;
  }
}
