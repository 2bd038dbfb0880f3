package org.resnet4j.vector.kernel.loops;

/**
 * The loops of a network's forward pass over consecutive vectors of lanes, outside of its matrix
 * products. All implementations compute the same numbers, bit for bit. Distances and lengths are in
 * floats; results may lie where the operands do. Thread-safe; nothing is allocated.
 */
public interface LaneLoops {
  /** y = x, {@code count} vectors. */
  void copy(float[] x, int xo, int xStep, float[] y, int yo, int yStep, int count);

  /** y = max(scale · x + shift, least) for {@code count} vectors, by one vector each. */
  void affine(
      float[] x,
      int xo,
      int xStep,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float least,
      float[] y,
      int yo,
      int yStep,
      int count);

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

  /** y = max(x + bias + r, least) for {@code count} vectors, the x of which are consecutive. */
  void add(
      float[] x,
      int xo,
      float[] bias,
      int biasAt,
      float[] r,
      int ro,
      int rStep,
      float least,
      float[] y,
      int yo,
      int yStep,
      int count);

  /** y = max(a + b, least) for {@code length} floats. */
  void sum(float[] a, int ao, float[] b, int bo, float least, float[] y, int yo, int length);

  /** y = h t + x (1 − t) for {@code length} floats. */
  void gate(float[] h, int ho, float[] t, int to, float[] x, int xo, float[] y, int yo, int length);

  /** The maximum of a window of rows {@code line} apart. */
  void max(float[] x, int xo, int line, int rows, int columns, float[] y, int yo);

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

  /**
   * The vectors of partial sums of the dot products of {@code rows} rows of a with {@code columns}
   * rows of b, one after the other; those after the last repeat it. 4 × 4, 4 × 2 or 1 × 4.
   */
  void dots(
      int rows,
      int columns,
      float[] a,
      int ao,
      int aRow,
      float[] b,
      int bo,
      int bRow,
      int last,
      int n,
      float[] sums);
}
