package org.resnet4j.vector.kernel.machine;

/**
 * Loops over many vectors of lanes that a prediction spends time in. All implementations compute
 * the same numbers, bit for bit. Distances and lengths are in floats; results may lie where the
 * operands do. Thread-safe; nothing is allocated.
 */
public interface LoopKernel {
  /** Another one. It may remember the arrays that it is given, as long as it lives. */
  default LoopKernel another() {
    return this;
  }

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

  /** y = max(a + b, least) for {@code length} floats, a multiple of the lanes. */
  void sum(float[] a, int ao, float[] b, int bo, float least, float[] y, int yo, int length);

  /**
   * The maxima of {@code count} windows of rows {@code line} apart, each {@code next} after the one
   * before; y are consecutive.
   */
  void max(
      float[] x, int xo, int line, int rows, int columns, int next, int count, float[] y, int yo);

  /** x = x · (high + low), rounded once, {@code length} floats. */
  void scale(float high, float low, float[] x, int at, int length);

  /**
   * Single floats in another order: y[to + i · toStep + j · toNext] = x[from + i · step + j · next]
   * for i < n and j < m. Distances may be negative.
   */
  void rearrange(
      int n,
      int m,
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext);

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
