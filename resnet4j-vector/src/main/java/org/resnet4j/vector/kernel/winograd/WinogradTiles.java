package org.resnet4j.vector.kernel.winograd;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.Arrays;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.TransformKernel;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.VectorApi;

/**
 * A layout cut into strips of neighbouring tiles of m × m pixels, at most 16 in a strip, and the
 * transforms of a strip of one channel block. The gradient of the weights is made with m = 4 only.
 *
 * @param tiles tiles of a strip; those past the right edge count too
 */
record WinogradTiles(
    Winograd form, Layout layout, TransformKernel transforms, int high, int segments, int tiles) {
  private static final int LONGEST = 16;

  static WinogradTiles of(Winograd form, Layout layout, Scratch scratch) {
    int wide = (layout.width() + form.tile() - 1) / form.tile();
    int segments = (wide + LONGEST - 1) / LONGEST;
    int tiles = (wide + segments - 1) / segments;
    int high = (layout.height() + form.tile() - 1) / form.tile();
    return new WinogradTiles(form, layout, WinogradTransforms.of(scratch), high, segments, tiles);
  }

  int strips() {
    return layout.n() * high * segments;
  }

  /** Floats of the intermediate results of a strip. */
  int buffer() {
    return form.side() * (form.tile() * tiles + 2) * LANES;
  }

  private int image(int strip) {
    return strip / (high * segments);
  }

  private int row(int strip) {
    return strip / segments % high * form.tile();
  }

  private int column(int strip) {
    return strip % segments * tiles * form.tile();
  }

  /** Bᵀ d B of a strip: all values of each tile, {@code plane} apart, tiles side by side. */
  void input(Reader x, int block, int strip, float[] s, int at, float[] v, int to, int plane) {
    inputColumns(x, block, strip, s, at);
    inputRows(0, form.side(), s, at, v, to, plane);
  }

  /** Bᵀ d of a strip: m + 2 rows. */
  void inputColumns(Reader x, int block, int strip, float[] s, int at) {
    int columns = form.tile() * tiles + 2;
    int line = columns * LANES;
    int column = column(strip) - 1;
    int top = row(strip) - 1;
    int end = Math.min(6, layout.height() - top);
    boolean fused = x.plain() || VectorApi.PRESENT && end >= 5;
    if (form == Winograd.F4 && fused) {
      int before = Math.max(0, -column);
      int inside = Math.max(0, Math.min(columns, layout.width() - column) - before);
      int first = top < 0 ? 1 : 0;
      int from = index(strip, block, top, column + before);
      int wide = layout.width() * LANES;
      int to = at + before * LANES;
      if (x.plain()) {
        transforms.columns(first, end, inside, x.data(), x.offset() + from, wide, s, to, line);
      } else {
        boolean bottom = end < 6;
        int second = from + wide;
        WinogradColumns.input(
            x, second, wide, inside, block * LANES, first > 0, bottom, s, to, line);
      }
      zero(s, at, line, before);
      zero(s, to + inside * LANES, line, columns - before - inside);
      return;
    }
    for (int i = 0; i < form.side(); i++) {
      read(x, block, strip, top + i, column, columns, s, at + i * line);
    }
    transforms.transform(form.input(), 1, columns, s, at, 0, LANES, line, s, at, 0, LANES, line);
  }

  /** The rows [first, end) of Bᵀ d B: m + 2 values of each tile, {@code plane} apart. */
  void inputRows(int first, int end, float[] s, int at, float[] v, int to, int plane) {
    int tile = form.tile() * LANES;
    int line = tile * tiles + 2 * LANES;
    int row = at + first * line;
    int lines = end - first;
    int next = form.side() * plane;
    transforms.transform(
        form.input(), lines, tiles, s, row, line, tile, LANES, v, to, next, LANES, plane);
  }

  /** A dY Aᵀ of a strip of the output's gradient. */
  void gradient(Reader g, int block, int strip, float[] s, int at, float[] d, int to, int plane) {
    gradientColumns(g, block, strip, s, at);
    for (int i = 0; i < 6; i++) {
      gradientRow(i, s, at, d, to + 6 * i * plane, plane);
    }
  }

  /** A dY of a strip: six rows. */
  void gradientColumns(Reader g, int block, int strip, float[] s, int at) {
    int columns = 4 * tiles;
    int line = columns * LANES;
    if (row(strip) + 4 <= layout.height()) {
      int inside = Math.min(columns, layout.width() - column(strip));
      int from = index(strip, block, row(strip), column(strip));
      int wide = layout.width() * LANES;
      WinogradColumns.gradient(g, from, wide, inside, block * LANES, s, at, line);
      zero(s, at + inside * LANES, line, columns - inside);
      return;
    }
    for (int i = 0; i < 4; i++) {
      read(g, block, strip, row(strip) + i, column(strip), columns, s, at + i * line);
    }
    GradientTransforms.gradient(s, at, line, LANES, columns, s, at, line, LANES);
  }

  private int index(int strip, int block, int row, int column) {
    int start = image(strip) * layout.image() + block * layout.plane();
    return start + (row * layout.width() + column) * LANES;
  }

  /** Zeroes {@code n} columns of six rows. */
  private static void zero(float[] s, int at, int line, int n) {
    for (int i = 0; i < 6 && n > 0; i++) {
      Arrays.fill(s, at + i * line, at + i * line + n * LANES, 0f);
    }
  }

  /** Row i of A dY Aᵀ: six values of each tile, {@code plane} apart. */
  void gradientRow(int i, float[] s, int at, float[] d, int to, int plane) {
    int tile = 4 * LANES;
    GradientTransforms.gradient(s, at + i * tile * tiles, LANES, tile, tiles, d, to, plane, LANES);
  }

  /** Aᵀ m A of a strip, through the writer to the layout. */
  void output(
      float[] m,
      int from,
      int plane,
      Writer y,
      int block,
      int strip,
      float[] s,
      int at,
      int slot,
      BlockEpilogue f) {
    outputRows(0, form.side(), m, from, plane, s, at);
    outputColumns(s, at, y, block, strip, slot, f);
  }

  /** The rows [first, end) of m A. */
  void outputRows(int first, int end, float[] m, int from, int plane, float[] s, int at) {
    int tile = form.tile() * LANES;
    int line = tile * tiles;
    int row = at + first * line;
    int lines = end - first;
    int next = form.side() * plane;
    transforms.transform(
        form.output(), lines, tiles, m, from, next, LANES, plane, s, row, line, tile, LANES);
  }

  /** Aᵀ (m A), through the writer to the layout. */
  void outputColumns(float[] s, int at, Writer y, int block, int strip, int slot, BlockEpilogue f) {
    int columns = form.tile() * tiles;
    int line = columns * LANES;
    int count = Math.min(columns, layout.width() - column(strip));
    int rows = Math.min(form.tile(), layout.height() - row(strip));
    if (count <= 0) {
      return;
    }
    int to = index(strip, block, row(strip), column(strip));
    int wide = layout.width() * LANES;
    if (y.finishes()) {
      y.fill(f, to, block * LANES, wide);
      transforms.finish(form.output(), rows, count, s, at, line, f);
      return;
    }
    transforms.transform(form.output(), 1, count, s, at, 0, LANES, line, s, at, 0, LANES, line);
    for (int i = 0; i < rows; i++) {
      y.write(s, at + i * line, to + i * wide, LANES, count, block * LANES, slot);
    }
  }

  private void read(
      Reader x, int block, int strip, int row, int column, int columns, float[] s, int at) {
    if (row < 0 || row >= layout.height()) {
      Arrays.fill(s, at, at + columns * LANES, 0f);
      return;
    }
    int before = Math.max(0, -column);
    int inside = Math.max(0, Math.min(columns, layout.width() - column) - before);
    int line = image(strip) * layout.image() + block * layout.plane();
    int from = line + (row * layout.width() + column + before) * LANES;
    Arrays.fill(s, at, at + before * LANES, 0f);
    if (inside > 0) {
      x.read(from, LANES, inside, block * LANES, s, at + before * LANES);
    }
    Arrays.fill(s, at + (before + inside) * LANES, at + columns * LANES, 0f);
  }
}
