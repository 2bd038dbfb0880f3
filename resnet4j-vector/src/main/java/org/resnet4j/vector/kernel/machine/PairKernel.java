package org.resnet4j.vector.kernel.machine;

/**
 * The matrix product of pairs of bfloat16, with sums in fp32: c[row][v] (+)= Σ over steps of the
 * two products of a[row][step] with b[v][step], v the 16 lanes of one or two vectors. Each step
 * adds the product of the second numbers and then that of the first; nothing is rounded to
 * bfloat16. Denormal numbers count as zero, in operands and in sums. Thread-safe; allocates
 * nothing.
 */
public interface PairKernel {
  /** Instead of the distance to the second vector: there is none. */
  int ALONE = -1;

  /**
   * Multiplies. All distances are in floats.
   *
   * @param a pairs of the rows
   * @param ao where those of the first row begin
   * @param aRow from a row's pairs to the next's; the kernel fixes what lies between the pairs of a
   *     row
   * @param rows at least 1
   * @param b vectors of pairs, one for each lane: step {@code s} at bo + 16 s
   * @param bo where the first of them begins
   * @param second from there to the first of the second vectors, or {@link #ALONE}
   * @param steps pairs of a row, at least 1
   * @param c sums
   * @param co where the first row's begin
   * @param cRow from a row's sums to the next's
   * @param cSecond from a row's first vector to its second
   * @param add whether to add to what lies there
   * @throws IndexOutOfBoundsException if an operand leaves its array; nothing is computed then
   */
  void multiply(
      float[] a,
      int ao,
      int aRow,
      int rows,
      float[] b,
      int bo,
      int second,
      int steps,
      float[] c,
      int co,
      int cRow,
      int cSecond,
      boolean add);
}
