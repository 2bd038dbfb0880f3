package org.resnet4j.vector.kernel.winograd;

/**
 * The sizes of Winograd's minimal filtering for kernels of 3 × 3, F(m×m, 3×3): m × m pixels of the
 * output are made of (m + 2) × (m + 2) products. The larger tile saves more multiplications, the
 * smaller one has fewer transformed weights (Lavin and Gray 2015).
 */
public enum Winograd {
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
  public int products() {
    return side() * side();
  }

  /** Tiles of a plane. */
  public int tiles(int height, int width) {
    return ((height + tile - 1) / tile) * ((width + tile - 1) / tile);
  }

  /**
   * Bᵀ: m + 2 values give m + 2, {@code n} times. Value i of the t-th lies at from + t · next + i ·
   * step, and goes to to + t · toNext + i · toStep; they may be the same places.
   */
  void input(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    if (this == F4) {
      WinogradF4.input(x, from, step, next, n, y, to, toStep, toNext);
    } else {
      WinogradF2.input(x, from, step, next, n, y, to, toStep, toNext);
    }
  }

  /** Aᵀ: m + 2 values give m, as {@link #input} reads and writes them. */
  void output(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    if (this == F4) {
      WinogradF4.output(x, from, step, next, n, y, to, toStep, toNext);
    } else {
      WinogradF2.output(x, from, step, next, n, y, to, toStep, toNext);
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
