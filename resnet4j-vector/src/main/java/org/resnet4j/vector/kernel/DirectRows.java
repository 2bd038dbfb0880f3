package org.resnet4j.vector.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Lanes.LEAST;
import static org.resnet4j.vector.kernel.Lanes.SPECIES;
import static org.resnet4j.vector.kernel.Lanes.ZEROS;

import jdk.incubator.vector.FloatVector;

/**
 * The product of whole register blocks of rows with pairs of output blocks, a register block at a
 * time to the target: while one waits for the residual and is stored, the next is computed. Where
 * the inputs are many, each of some of them adds to what those before have left in the target.
 */
final class DirectRows {
  /** Rows of a register block. */
  private static final int ROWS = RowKernel.ROWS;

  /** Register blocks of rows that are masked and summed together, while they are in the cache. */
  private static final int SOME = 4;

  /** Zeros where nothing is to be added: a register block of them, and a pair of biases. */
  private static final float[] NOTHING = new float[Math.max(2, ROWS) * LANES];

  private final Writer writer;
  private final float[] y;
  private final int offset;
  private final Span residual;
  private final Span bias;
  private final float[] least;
  private final int plane;

  DirectRows(Writer writer, Layout target) {
    this.writer = writer;
    y = writer.data();
    offset = writer.offset();
    residual = writer.residual();
    bias = writer.bias();
    least = writer.rectifies() ? ZEROS : LEAST;
    plane = target.plane();
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
   * @param own memory for a register block, from {@code block} on
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
      float[] own,
      int block) {
    boolean last = b1 == depth;
    for (int row = 0; row < rows; row += SOME * ROWS) {
      int some = Math.min(SOME * ROWS, rows - row);
      int to = at + row * LANES;
      add(a, ao + row * LANES, as, b0, b1, depth, some, b, w, to, channel, own, block);
      if (last) {
        writer.finish(to, some, channel, slot);
        writer.finish(to + plane, some, channel + LANES, slot);
      }
    }
  }

  /** Adds the products to what is to be added, or to what is there from the inputs before. */
  private void add(
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
      float[] own,
      int block) {
    boolean first = b0 == 0;
    boolean fresh = first && !residual.present();
    float[] from = fresh ? NOTHING : first ? residual.data() : y;
    int fo = fresh ? 0 : first ? residual.offset() + at : offset + at;
    int fs = fresh ? 0 : plane;
    int step = fresh ? 0 : LANES;
    boolean biased = first && bias.present();
    float[] biases = biased ? bias.data() : NOTHING;
    int io = biased ? bias.offset() + channel : 0;
    float[] floor = b1 == depth ? least : LEAST;
    int bo = w + b0 * LANES * LANES;
    int second = depth * LANES * LANES;
    int p = ao + b0 * as;
    for (int row = 0; row < rows; row += ROWS) {
      int r = row * LANES;
      int f = fo + row * step;
      int co = offset + at + r;
      RowKernel.large(a, p + r, b1 - b0, as, b, bo, second, own, block, ROWS * LANES);
      finish(own, block, from, f, fs, biases, io, floor, co);
    }
  }

  /** y = max(block + from + bias, floor) for a register block, two rows at a time. */
  private void finish(
      float[] own,
      int block,
      float[] from,
      int fo,
      int fs,
      float[] biases,
      int io,
      float[] floor,
      int co) {
    FloatVector p = fromArray(SPECIES, biases, io);
    FloatVector q = fromArray(SPECIES, biases, io + LANES);
    FloatVector least = fromArray(SPECIES, floor, 0);
    int second = block + ROWS * LANES;
    int f = fo + fs;
    int c = co + plane;
    for (int r = 0; r < ROWS * LANES; r += 2 * LANES) {
      int s = r + LANES;
      FloatVector v = fromArray(SPECIES, own, block + r).add(fromArray(SPECIES, from, fo + r));
      v.add(p).max(least).intoArray(y, co + r);
      v = fromArray(SPECIES, own, block + s).add(fromArray(SPECIES, from, fo + s));
      v.add(p).max(least).intoArray(y, co + s);
      v = fromArray(SPECIES, own, second + r).add(fromArray(SPECIES, from, f + r));
      v.add(q).max(least).intoArray(y, c + r);
      v = fromArray(SPECIES, own, second + s).add(fromArray(SPECIES, from, f + s));
      v.add(q).max(least).intoArray(y, c + s);
    }
  }
}
