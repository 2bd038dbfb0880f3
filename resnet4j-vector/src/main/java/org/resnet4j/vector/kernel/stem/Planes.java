package org.resnet4j.vector.kernel.stem;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.Arrays;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * The rows of an image of few channels as {@code StemKernel} reads them: a few rows with their zero
 * border, the columns of each sorted by their remainder modulo the stride, so that neighbouring
 * output pixels read neighbouring floats.
 *
 * @param outRows output rows of an item
 * @param inRows input rows that they read
 * @param line floats of one remainder of a row
 */
record Planes(ConvolutionShape shape, int outRows, int inRows, int line) {
  /** Floats of an item's rows. */
  private static final int SIZE = 24 * 1024;

  static Planes of(ConvolutionShape shape) {
    int stride = shape.stride();
    int pixels = Math.max(shape.outWidth(), RowKernel.ROWS);
    int line = pixels + (shape.kernel() + stride - 1) / stride;
    int most = SIZE / (shape.in() * stride * line);
    int rows = Math.max(1, Math.min(shape.outHeight(), (most - shape.kernel()) / stride + 1));
    int parts = (shape.outHeight() + rows - 1) / rows;
    int each = (shape.outHeight() + parts - 1) / parts;
    return new Planes(shape, each, (each - 1) * stride + shape.kernel(), line);
  }

  /** Parts of an image. */
  int parts() {
    return (shape.outHeight() + outRows - 1) / outRows;
  }

  /** Floats of the rows, and of a line to read through. */
  int size() {
    return (rows() + shape.width() * LANES + LANES - 1) / LANES * LANES;
  }

  private int rows() {
    return shape.in() * inRows * shape.stride() * line;
  }

  /** Floats from an output row to the next. */
  int step() {
    return shape.stride() * shape.stride() * line;
  }

  /** Where each tap (channel, row, column) begins, their number rounded up to a multiple. */
  int[] taps(int multiple) {
    int kernel = shape.kernel();
    int stride = shape.stride();
    int count = shape.in() * kernel * kernel;
    int[] taps = new int[(count + multiple - 1) / multiple * multiple];
    for (int tap = 0; tap < count; tap++) {
      int channel = tap / (kernel * kernel);
      int row = tap / kernel % kernel;
      int column = tap % kernel;
      taps[tap] = ((channel * inRows + row) * stride + column % stride) * line + column / stride;
    }
    return taps;
  }

  /** Reads the rows of a part of an image. */
  void read(Reader x, int image, int part, float[] to) {
    int first = part * outRows * shape.stride() - shape.padding();
    for (int row = 0; row < inRows; row++) {
      int y = first + row;
      boolean inside = y >= 0 && y < shape.height();
      if (inside && !x.planes()) {
        Layout layout = shape.input();
        int from = image * layout.image() + y * shape.width() * LANES;
        x.read(from, LANES, shape.width(), 0, to, rows());
      }
      for (int channel = 0; channel < shape.in(); channel++) {
        int at = (channel * inRows + row) * shape.stride() * line;
        if (!inside) {
          Arrays.fill(to, at, at + shape.stride() * line, 0f);
        } else if (x.planes()) {
          int plane = (image * shape.in() + channel) * shape.height() + y;
          row(x.data(), x.offset() + plane * shape.width(), 1, to, at);
        } else {
          row(to, rows() + channel, LANES, to, at);
        }
      }
    }
  }

  private void row(float[] x, int from, int step, float[] to, int at) {
    int stride = shape.stride();
    for (int phase = 0; phase < stride; phase++) {
      int start = phase - shape.padding();
      int before = start >= 0 ? 0 : Math.min(line, (-start + stride - 1) / stride);
      int inside = (shape.width() - 1 - start) / stride + 1;
      int end = Math.max(before, Math.min(line, inside));
      int p = at + phase * line;
      Arrays.fill(to, p, p + before, 0f);
      every(
          stride * step, x, from + (start + before * stride) * step, to, p + before, end - before);
      Arrays.fill(to, p + end, p + line, 0f);
    }
  }

  /** Floats of a row, {@code step} apart. */
  private static void every(int step, float[] x, int from, float[] to, int at, int count) {
    if (step == 2) { // the compiler knows this step, and that it stays inside
      for (int i = 0; i < count; i++) {
        to[at + i] = x[from + 2 * i];
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      to[at + i] = x[from + i * step];
    }
  }
}
