package org.resnet4j.vector.kernel.product;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * Rows of a matrix product that is a convolution: which pixels of the source each row gathers, one
 * for each tap of the kernel, and where its result goes. Row (i, j) reads the source at (i ·
 * fromStep + fromRow[tap], j · fromStep + fromColumn[tap]), zero outside, and writes the target at
 * (i · toStep + toRow, j · toStep + toColumn).
 *
 * @param kernelIndex the position of a tap in the kernel: row · kernel + column
 */
record Grid(
    int height,
    int width,
    int fromStep,
    int[] fromRow,
    int[] fromColumn,
    int[] kernelIndex,
    int toStep,
    int toRow,
    int toColumn) {

  int taps() {
    return kernelIndex.length;
  }

  int rows() {
    return height * width;
  }

  /** Whether each row is the source's pixel of the same number. */
  boolean identity() {
    return taps() == 1 && fromStep == 1 && fromRow[0] == 0 && fromColumn[0] == 0 && inOrder();
  }

  /** Whether each row is the target's pixel of the same number. */
  boolean inOrder() {
    return toStep == 1;
  }

  /** The forward pass: a row for each output pixel, a tap for each element of the kernel. */
  static Grid forward(ConvolutionShape shape) {
    int kernel = shape.kernel();
    int taps = kernel * kernel;
    int[] row = new int[taps];
    int[] column = new int[taps];
    int[] index = new int[taps];
    for (int tap = 0; tap < taps; tap++) {
      row[tap] = tap / kernel - shape.padding();
      column[tap] = tap % kernel - shape.padding();
      index[tap] = tap;
    }
    return new Grid(
        shape.outHeight(), shape.outWidth(), shape.stride(), row, column, index, 1, 0, 0);
  }

  /**
   * The gradient of the input: pixels whose coordinates leave the same remainders modulo the stride
   * are touched by the same elements of the kernel, so each pair of remainders is a grid.
   */
  static List<Grid> inputGradient(ConvolutionShape shape) {
    List<Grid> grids = new ArrayList<>();
    for (int row = 0; row < Math.min(shape.stride(), shape.height()); row++) {
      for (int column = 0; column < Math.min(shape.stride(), shape.width()); column++) {
        grids.add(inputGradient(shape, row, column));
      }
    }
    return List.copyOf(grids);
  }

  /** A grid of all output pixels, in order, for each element of the kernel. */
  static List<Grid> elements(ConvolutionShape shape) {
    List<Grid> grids = new ArrayList<>();
    for (int element = 0; element < shape.kernel() * shape.kernel(); element++) {
      int row = element / shape.kernel() - shape.padding();
      int column = element % shape.kernel() - shape.padding();
      int[] here = {0};
      int[] index = {element};
      int stride = shape.stride();
      grids.add(
          new Grid(shape.outHeight(), shape.outWidth(), 1, here, here, index, stride, row, column));
    }
    return List.copyOf(grids);
  }

  private static Grid inputGradient(ConvolutionShape shape, int row, int column) {
    int stride = shape.stride();
    List<int[]> taps = new ArrayList<>();
    for (int tap = 0; tap < shape.kernel() * shape.kernel(); tap++) {
      int y = row + shape.padding() - tap / shape.kernel();
      int x = column + shape.padding() - tap % shape.kernel();
      if (y % stride == 0 && x % stride == 0) {
        taps.add(new int[] {y / stride, x / stride, tap});
      }
    }
    return new Grid(
        (shape.height() - row + stride - 1) / stride,
        (shape.width() - column + stride - 1) / stride,
        1,
        taps.stream().mapToInt(tap -> tap[0]).toArray(),
        taps.stream().mapToInt(tap -> tap[1]).toArray(),
        taps.stream().mapToInt(tap -> tap[2]).toArray(),
        stride,
        row,
        column);
  }

  /**
   * Gathers rows of one channel block for one tap.
   *
   * @param block the block's start within an image of the source
   * @param channel its first channel
   * @param first the first row, counted through all images
   * @param step floats from one row to the next in {@code to}
   */
  void gather(
      Reader reader,
      Layout source,
      int block,
      int channel,
      int tap,
      int first,
      int count,
      float[] to,
      int at,
      int step) {
    int image = first / rows();
    int i = first % rows() / width;
    int j = first % width;
    int left = count;
    int p = at;
    while (left > 0) {
      int run = Math.min(width - j, left);
      int y = i * fromStep + fromRow[tap];
      int x = j * fromStep + fromColumn[tap];
      if (y < 0 || y >= source.height()) {
        zero(to, p, run, step);
      } else {
        int line = image * source.image() + block + y * source.width() * Lanes.LANES;
        line(reader, line, x, source.width(), channel, run, to, p, step);
      }
      left -= run;
      p += run * step;
      j = 0;
      if (++i == height) {
        i = 0;
        image++;
      }
    }
  }

  private void line(
      Reader reader,
      int line,
      int x0,
      int width,
      int channel,
      int run,
      float[] to,
      int at,
      int step) {
    int before = x0 >= 0 ? 0 : Math.min(run, (-x0 + fromStep - 1) / fromStep);
    int x = x0 + before * fromStep;
    int inside = x >= width ? 0 : Math.min(run - before, (width - 1 - x) / fromStep + 1);
    zero(to, at, before, step);
    int p = at + before * step;
    if (inside > 0) {
      int from = line + x * Lanes.LANES;
      reader.read(from, fromStep * Lanes.LANES, inside, channel, to, p, step);
    }
    zero(to, p + inside * step, run - before - inside, step);
  }

  private static void zero(float[] to, int at, int pixels, int step) {
    for (int i = 0; i < pixels; i++) {
      Arrays.fill(to, at + i * step, at + i * step + Lanes.LANES, 0f);
    }
  }

  /** Writes rows of one channel block to the target. */
  void scatter(
      Writer writer,
      Layout target,
      int block,
      int channel,
      int first,
      int count,
      float[] from,
      int at,
      int slot) {
    int span = inOrder() ? rows() : width;
    int row = first;
    int left = count;
    int p = at;
    while (left > 0) {
      int image = row / rows();
      int i = row % rows() / width;
      int j = row % width;
      int run = Math.min(span - row % span, left);
      int y = i * toStep + toRow;
      int x = j * toStep + toColumn;
      int to = image * target.image() + block + (y * target.width() + x) * Lanes.LANES;
      writer.write(from, p, to, toStep * Lanes.LANES, run, channel, slot);
      row += run;
      left -= run;
      p += run * Lanes.LANES;
    }
  }
}
