package org.resnet4j.vector.kernel.winograd;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Layout;

/**
 * A layout cut into strips of neighbouring tiles of m × m pixels, at most 16 in a strip, and the
 * transforms of a strip of one channel block. The gradient of the weights is made with m = 4 only.
 *
 * @param tiles tiles of a strip; those past the right edge count too
 */
record WinogradTiles(Winograd form, Layout layout, int high, int segments, int tiles) {
  private static final int LONGEST = 16;

  static WinogradTiles of(Winograd form, Layout layout) {
    int wide = (layout.width() + form.tile() - 1) / form.tile();
    int segments = (wide + LONGEST - 1) / LONGEST;
    int tiles = (wide + segments - 1) / segments;
    int high = (layout.height() + form.tile() - 1) / form.tile();
    return new WinogradTiles(form, layout, high, segments, tiles);
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
    for (int i = 0; i < form.side(); i++) {
      inputRow(i, s, at, v, to + form.side() * i * plane, plane);
    }
  }

  /** Bᵀ d of a strip: m + 2 rows. */
  void inputColumns(Reader x, int block, int strip, float[] s, int at) {
    int columns = form.tile() * tiles + 2;
    int line = columns * LANES;
    int column = column(strip) - 1;
    if (form == Winograd.F4 && row(strip) + 4 <= layout.height()) {
      int before = Math.max(0, -column);
      int inside = Math.min(columns, layout.width() - column) - before;
      boolean top = row(strip) == 0;
      boolean bottom = row(strip) + 4 == layout.height();
      int from = index(strip, block, row(strip), column + before);
      int wide = layout.width() * LANES;
      int to = at + before * LANES;
      WinogradColumns.input(x, from, wide, inside, block * LANES, top, bottom, s, to, line);
      zero(s, at, line, before);
      zero(s, to + inside * LANES, line, columns - before - inside);
      return;
    }
    for (int i = 0; i < form.side(); i++) {
      read(x, block, strip, row(strip) - 1 + i, column, columns, s, at + i * line);
    }
    form.input(s, at, line, LANES, columns, s, at, line, LANES);
  }

  /** Row i of Bᵀ d B: m + 2 values of each tile, {@code plane} apart. */
  void inputRow(int i, float[] s, int at, float[] v, int to, int plane) {
    int tile = form.tile() * LANES;
    int row = at + i * (tile * tiles + 2 * LANES);
    form.input(s, row, LANES, tile, tiles, v, to, plane, LANES);
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
    WinogradF4.gradient(s, at, line, LANES, columns, s, at, line, LANES);
  }

  private int index(int strip, int block, int row, int column) {
    int start = image(strip) * layout.image() + block * layout.plane();
    return start + (row * layout.width() + column) * LANES;
  }

  /** Zeroes {@code n} columns of six rows. */
  private static void zero(float[] s, int at, int line, int n) {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < 6; i++) {
        FloatVector.zero(SPECIES).intoArray(s, at + i * line + j * LANES);
      }
    }
  }

  /** Row i of A dY Aᵀ: six values of each tile, {@code plane} apart. */
  void gradientRow(int i, float[] s, int at, float[] d, int to, int plane) {
    int tile = 4 * LANES;
    WinogradF4.gradient(s, at + i * tile * tiles, LANES, tile, tiles, d, to, plane, LANES);
  }

  /** Aᵀ m A of a strip, through the writer to the layout. */
  void output(
      float[] m, int from, int plane, Writer y, int block, int strip, float[] s, int at, int slot) {
    for (int i = 0; i < form.side(); i++) {
      outputRow(i, m, from + form.side() * i * plane, plane, s, at);
    }
    outputColumns(s, at, y, block, strip, slot);
  }

  /** Row i of m A. */
  void outputRow(int i, float[] m, int from, int plane, float[] s, int at) {
    int tile = form.tile() * LANES;
    form.output(m, from, plane, LANES, tiles, s, at + i * tile * tiles, LANES, tile);
  }

  /** Aᵀ (m A), through the writer to the layout. */
  void outputColumns(float[] s, int at, Writer y, int block, int strip, int slot) {
    int columns = form.tile() * tiles;
    int line = columns * LANES;
    form.output(s, at, line, LANES, columns, s, at, line, LANES);
    int start = image(strip) * layout.image() + block * layout.plane();
    int count = Math.min(columns, layout.width() - column(strip));
    int rows = Math.min(form.tile(), layout.height() - row(strip));
    for (int i = 0; i < rows && count > 0; i++) {
      int to = start + ((row(strip) + i) * layout.width() + column(strip)) * LANES;
      y.write(s, at + i * line, to, LANES, count, block * LANES, slot);
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
