package org.resnet4j.vector.kernel.machine;

/**
 * Register blocks of the matrix product in fp32: c[row][lane] = Σ a[row][i] · b[i][lane] for rows
 * by two vectors of outputs. The sums are those of the engine's own register blocks, bit for bit:
 * each begins with zero and adds one product after the other, fused. Thread-safe; allocates
 * nothing.
 *
 * <p>The inputs of a row lie in groups of as many as a vector has lanes. The weights are vectors,
 * one for each input, one after the other; those of the second output begin {@code second} floats
 * after those of the first.
 */
public interface RowBlockKernel {
  /** Floats of a vector. */
  int lanes();

  /** Rows of a register block. */
  int rows();

  /** Rows of a small register block, which takes what is left of many rows. */
  int fewRows();

  /** Another one. It may remember the arrays that it is given, as long as it lives. */
  RowBlockKernel another();

  /**
   * Multiplies and stores the sums. All distances are in floats.
   *
   * @param a inputs: row {@code r} of group {@code g} at ao + r · aRow + g · aGroup
   * @param aRow the lanes of a vector, or {@link #WIDE}
   * @param blocks register blocks of rows, at least 1
   * @param groups of inputs, at least 1
   * @param b weights
   * @param next from these weights to those that are wanted next, which are brought near meanwhile
   * @param c sums: row {@code r} of output {@code k} at co + k · cs + r · lanes
   * @throws IndexOutOfBoundsException if an operand leaves its array; nothing is computed then
   */
  void multiply(
      float[] a,
      int ao,
      int aRow,
      int aGroup,
      int blocks,
      int groups,
      float[] b,
      int bo,
      int second,
      int next,
      float[] c,
      int co,
      int cs);

  /** Multiplies as above; what is done with the sums {@code f} says, for the first row's. */
  void multiply(
      float[] a,
      int ao,
      int aRow,
      int aGroup,
      int blocks,
      int groups,
      float[] b,
      int bo,
      int second,
      int next,
      BlockEpilogue f);

  /**
   * Multiplies one small register block, whose rows are {@code lanes} apart, and stores the sums,
   * as {@link #multiply}.
   *
   * @throws IndexOutOfBoundsException if an operand leaves its array; nothing is computed then
   */
  void few(
      float[] a,
      int ao,
      int aGroup,
      int groups,
      float[] b,
      int bo,
      int second,
      float[] c,
      int co,
      int cs);

  /**
   * The product of a first layer, whose input channels are planes, so that neighbouring rows read
   * neighbouring floats: c[k][row][lane] = Σ a[taps[i] + row] · b[i][k][lane].
   *
   * @param a planes
   * @param ao added to each tap
   * @param taps where the first row reads, for each input
   * @param blocks register blocks of rows
   * @param b weights: (taps, 2 · lanes)
   * @param c sums: row {@code r} of output {@code k} at co + k · cs + r · lanes
   * @throws IndexOutOfBoundsException if an operand leaves its array; nothing is computed then
   */
  void taps(
      float[] a, int ao, int[] taps, int blocks, float[] b, int bo, float[] c, int co, int cs);

  /** Floats from one row to the next where the inputs of a row are contiguous. */
  int WIDE = 128;
}
