package org.resnet4j.int8.kernel;

/**
 * What becomes of a convolution's sum before it is stored as a byte. All numbers are 32-bit floats,
 * each operation rounded by itself (none fused); {@code rint} rounds halves to even.
 */
public sealed interface ByteEpilogue {

  /** Zero point of the bytes that are stored. */
  int zeroPoint();

  /** The least byte that is stored: the zero point where a ReLU follows, else 0. */
  int low();

  /** {@code clamp(rint(sum · scale[channel]) + zeroPoint, low, 255)}. */
  record Requantise(int zeroPoint, int low) implements ByteEpilogue {}

  /**
   * A residual is added, as the graph says: the branch becomes a byte first, {@code q =
   * clamp(rint(sum · scale[channel]) + branchZero, 0, 255)}; then what is stored is {@code
   * clamp(rint((q · branchRatio + r · residualRatio) + offset), low, 255)}, r the residual's byte.
   *
   * @param branchZero zero point of the branch
   * @param branchRatio scale of the branch over the scale of the sum
   * @param residualRatio scale of the residual over the scale of the sum
   * @param offset the zero points put together: {@code zeroPoint − (branchRatio · branchZero +
   *     residualRatio · residualZero)}
   */
  record AddResidual(
      int branchZero, float branchRatio, float residualRatio, float offset, int zeroPoint, int low)
      implements ByteEpilogue {}
}
