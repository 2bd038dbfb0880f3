package org.resnet4j.int8.kernel;

/**
 * What becomes of a convolution's sum before it is stored as a byte. The sum, an int, becomes a
 * 32-bit float, is multiplied with the channel's scale and rounded; {@code rint} rounds halves to
 * even. All else is integers.
 */
public sealed interface ByteEpilogue {

  /** Zero point of the bytes that the sums become. */
  int zeroPoint();

  /** The least byte that is stored: the zero point where a ReLU follows, else 0. */
  int low();

  /** {@code clamp(rint(sum · scale[channel]) + zeroPoint, low, 255)}. */
  record Requantise(int zeroPoint, int low) implements ByteEpilogue {}

  /**
   * A residual is added. The branch becomes a byte first, as the graph says: {@code q =
   * clamp(rint(sum · scale[channel]) + zeroPoint, 0, 255)}; then what is stored is {@code clamp((q
   * · branchFactor + r · residualFactor + offset) >> shift, low, 255)}, r the residual's byte.
   *
   * @param zeroPoint of the branch
   * @param branchFactor below 2²¹
   * @param residualFactor below 2²¹
   * @param offset the zero points and the half that rounds
   */
  record AddResidual(
      int zeroPoint, int branchFactor, int residualFactor, int offset, int shift, int low)
      implements ByteEpilogue {
    /** A factor as large as can be has its first bit here; sums of products are ints. */
    private static final int FIRST_BIT = 20;

    private static final int LARGEST_FACTOR = (2 << FIRST_BIT) - 1;

    /** So that a byte shifted by as much, and the products, are ints. */
    private static final int LARGEST_SHIFT = 22;

    /**
     * One of the two that are added.
     *
     * @param ratio its scale over the scale of the sum
     * @param zero its zero point
     */
    public record Term(float ratio, int zero) {}

    /**
     * The sum {@code (q − branch.zero) · branch.ratio + (r − residual.zero) · residual.ratio +
     * zero}, rounded; ratios become factors of 21 bits, the larger of the two with all of them.
     *
     * @param zero zero point of the sum
     * @param low the least byte that is stored
     */
    public static AddResidual of(Term branch, Term residual, int zero, int low) {
      float larger = Math.max(branch.ratio, residual.ratio);
      int shift = Math.clamp(FIRST_BIT - Math.getExponent(larger), 0, LARGEST_SHIFT);
      int one = factor(branch.ratio, shift);
      int other = factor(residual.ratio, shift);
      int half = shift == 0 ? 0 : 1 << shift - 1;
      int offset = (zero << shift) + half - one * branch.zero - other * residual.zero;
      return new AddResidual(branch.zero, one, other, offset, shift, low);
    }

    private static int factor(float ratio, int shift) {
      return (int) Math.min(Math.rint(Math.scalb(ratio, shift)), LARGEST_FACTOR);
    }

    /** The byte that is stored for a branch and a residual from 0 to 255. */
    public int sum(int branch, int residual) {
      int sum = branch * branchFactor + residual * residualFactor + offset >> shift;
      return Math.max(low, Math.min(sum, 255));
    }
  }
}
