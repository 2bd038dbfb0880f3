package org.resnet4j.vector.kernel.machine;

/**
 * The transforms of Winograd's minimal filtering in one dimension, each of which makes some values
 * of some (Lavin and Gray 2015, sections 4.1 and 4.3). A value is a vector of lanes.
 */
public enum WinogradTransform {
  /** Bᵀ of F(4×4, 3×3). */
  INPUT_4(6, 6),
  /** G of F(4×4, 3×3). */
  WEIGHTS_4(3, 6),
  /** Aᵀ of F(4×4, 3×3). */
  OUTPUT_4(6, 4),
  /** Bᵀ of F(2×2, 3×3). */
  INPUT_2(4, 4),
  /** G of F(2×2, 3×3). */
  WEIGHTS_2(3, 4),
  /** Aᵀ of F(2×2, 3×3). */
  OUTPUT_2(4, 2);

  private final int inputs;
  private final int outputs;

  WinogradTransform(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** How many it reads. */
  public int inputs() {
    return inputs;
  }

  /** How many it makes. */
  public int outputs() {
    return outputs;
  }
}
