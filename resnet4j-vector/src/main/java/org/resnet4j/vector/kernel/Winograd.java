package org.resnet4j.vector.kernel;

/**
 * The sizes of Winograd's minimal filtering for kernels of 3 × 3, F(m×m, 3×3): m × m pixels of the
 * output are made of (m + 2) × (m + 2) products. The larger tile saves more multiplications, the
 * smaller one has fewer transformed weights (Lavin and Gray 2015).
 */
enum Winograd {
  /** F(4×4, 3×3): 36 multiplications instead of 144. */
  F4(4),
  /** F(2×2, 3×3): 16 multiplications instead of 36. */
  F2(2);

  private final int tile;

  Winograd(int tile) {
    this.tile = tile;
  }

  /** m, the pixels of a tile's side. */
  int tile() {
    return tile;
  }

  /** m + 2, the values of a transformed tile's side. */
  int side() {
    return tile + 2;
  }

  /** The products of a tile, one for each of its transformed values. */
  int products() {
    return side() * side();
  }

  /** Tiles of a plane. */
  int tiles(int height, int width) {
    return ((height + tile - 1) / tile) * ((width + tile - 1) / tile);
  }

  /** Bᵀ down each of {@code n} columns of m + 2 rows, in place. */
  void inputColumns(float[] s, int at, int row, int n) {
    if (this == F4) {
      WinogradF4.inputColumns(s, at, row, n);
    } else {
      WinogradF2.inputColumns(s, at, row, n);
    }
  }

  /** Bᵀ along a row, for each of {@code tiles} tiles: m + 2 values, {@code plane} apart. */
  void inputRow(float[] s, int at, int tiles, float[] v, int to, int plane) {
    if (this == F4) {
      WinogradF4.inputRow(s, at, tiles, v, to, plane);
    } else {
      WinogradF2.inputRow(s, at, tiles, v, to, plane);
    }
  }

  /** Aᵀ along a row of products: m + 2 values, {@code plane} apart, give m pixels of a tile. */
  void outputRow(float[] m, int at, int plane, int tiles, float[] s, int to) {
    if (this == F4) {
      WinogradF4.outputRow(m, at, plane, tiles, s, to);
    } else {
      WinogradF2.outputRow(m, at, plane, tiles, s, to);
    }
  }

  /** Aᵀ down each of {@code n} columns: m + 2 rows give m, in place. */
  void outputColumns(float[] s, int at, int row, int n) {
    if (this == F4) {
      WinogradF4.outputColumns(s, at, row, n);
    } else {
      WinogradF2.outputColumns(s, at, row, n);
    }
  }

  /** G down each of {@code n} columns: three rows give m + 2. */
  void weightColumns(float[] g, int from, int row, int step, int n, float[] u, int to) {
    if (this == F4) {
      WinogradF4.weightColumns(g, from, row, step, n, u, to);
    } else {
      WinogradF2.weightColumns(g, from, row, step, n, u, to);
    }
  }
}
