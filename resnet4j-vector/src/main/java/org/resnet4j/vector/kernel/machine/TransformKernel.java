package org.resnet4j.vector.kernel.machine;

/**
 * Computes Winograd's transforms of many vectors. All implementations compute the same numbers, bit
 * for bit. Distances are in floats and not negative. Thread-safe; allocates nothing.
 */
public interface TransformKernel {
  /** Another one. It may remember the arrays that it is given, as long as it lives. */
  default TransformKernel another() {
    return this;
  }

  /**
   * WinogradTransforms {@code lines} times {@code n}. Value {@code i} of the {@code t}-th of line
   * {@code l} is at from + l · line + t · next + i · step, result {@code i} goes to to + l · toLine
   * + t · toNext + i · toStep. Results may replace the values that they are made of.
   *
   * @throws IndexOutOfBoundsException if an operand leaves its array
   */
  void transform(
      WinogradTransform transform,
      int lines,
      int n,
      float[] x,
      int from,
      int line,
      int next,
      int step,
      float[] y,
      int to,
      int toLine,
      int toNext,
      int toStep);

  /**
   * {@link WinogradTransform#INPUT_4} down {@code n} neighbouring columns of an image, whose rows
   * [first, end) of the six are inside; the others count as zero and are not read.
   *
   * @param first 0 or 1
   * @param end 2 to 6
   * @param from where the first column would have its first row, which may be outside
   * @param step from a row of the image to the next
   * @param toStep from a row of the results to the next
   * @throws IndexOutOfBoundsException if an operand leaves its array
   */
  void columns(
      int first, int end, int n, float[] x, int from, int step, float[] y, int to, int toStep);

  /**
   * An output's transform down {@code n} neighbouring columns, as far as the first {@code rows} of
   * its results; {@code f} says what is done with them, its row of an output block being a column
   * here and its output block a row.
   *
   * @param output {@link WinogradTransform#OUTPUT_4} or {@link WinogradTransform#OUTPUT_2}
   * @param step from a row of the values to the next
   * @throws IndexOutOfBoundsException if an operand leaves its array
   */
  void finish(
      WinogradTransform output, int rows, int n, float[] x, int from, int step, BlockEpilogue f);
}
