package org.resnet4j.vector.kernel.loops;

import org.resnet4j.vector.kernel.machine.LoopKernel;

/**
 * The loops of a network's forward pass over consecutive vectors of lanes, outside of its matrix
 * products. All implementations compute the same numbers, bit for bit. Distances and lengths are in
 * floats; results may lie where the operands do. Thread-safe; nothing is allocated.
 */
public interface LaneLoops extends LoopKernel {
  /** y = max(scale · x + shift + r, least) for {@code count} consecutive vectors. */
  void affineAdd(
      float[] x,
      int xo,
      float[] scale,
      float[] shift,
      int channel,
      float[] r,
      int ro,
      float least,
      float[] y,
      int yo,
      int count);

  /** y = h t + x (1 − t) for {@code length} floats. */
  void gate(float[] h, int ho, float[] t, int to, float[] x, int xo, float[] y, int yo, int length);

  /** The sum over a window of rows {@code line} apart, times a factor. */
  void mean(float[] x, int xo, int line, int rows, int columns, float factor, float[] y, int yo);

  /** y = coefficient · (the sum of 2 × 2 vectors) + bias, the second row {@code line} further. */
  void windowSum(
      float[] x, int xo, int line, float[] coefficient, float[] bias, int at, float[] y, int yo);

  /** y += x in the lanes [from, to) of {@code count} vectors; the others of x are not read. */
  void addLanes(
      float[] x, int xo, int xStep, float[] y, int yo, int yStep, int count, int from, int to);

  /** y = max(x, 0). */
  void relu(float[] x, int xo, float[] y, int yo, int length);

  /** y = amplitude · tanh(slope · x). */
  void tanh(float[] x, int xo, float[] y, int yo, int length, float slope, float amplitude);

  /** y = 1 / (1 + e⁻ˣ) in the first lanes of each vector, 0 in the others. */
  void sigmoid(float[] x, int xo, float[] y, int yo, int length, int lanes);

  /** y = x². */
  void square(float[] x, int xo, float[] y, int yo);

  /**
   * y = x · s^−β with s = k + α Σ of the vectors that begin {@code before} floats earlier in {@code
   * squares} to {@code behind} later.
   */
  void respond(
      float[] x,
      int xo,
      float[] squares,
      int at,
      int before,
      int behind,
      float alpha,
      float k,
      double beta,
      float[] y,
      int yo);
}
