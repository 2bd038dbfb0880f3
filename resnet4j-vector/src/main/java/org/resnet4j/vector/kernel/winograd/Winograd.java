package org.resnet4j.vector.kernel.winograd;

import org.resnet4j.vector.kernel.machine.WinogradTransform;

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

  /** Bᵀ, m + 2 values of m + 2. */
  WinogradTransform input() {
    return this == F4 ? WinogradTransform.INPUT_4 : WinogradTransform.INPUT_2;
  }

  /** G, m + 2 values of three. */
  WinogradTransform weights() {
    return this == F4 ? WinogradTransform.WEIGHTS_4 : WinogradTransform.WEIGHTS_2;
  }

  /** Aᵀ, m values of m + 2. */
  WinogradTransform output() {
    return this == F4 ? WinogradTransform.OUTPUT_4 : WinogradTransform.OUTPUT_2;
  }
}
