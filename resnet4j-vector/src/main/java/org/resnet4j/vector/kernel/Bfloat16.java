package org.resnet4j.vector.kernel;

/** Which matrix products are computed in bfloat16, with sums in fp32. */
public enum Bfloat16 {
  /** None: fp32 throughout. */
  NONE,
  /**
   * Those of large linear layers whose weights do not change and meet few rows: reading the weights
   * takes longer than multiplying, and in bfloat16 they are half as long.
   */
  LONG_READS,
  /**
   * All but the first layer's, and but those that Winograd does with less: the fp32 rate doubles.
   */
  PRODUCTS;

  /**
   * How much faster than in fp32 products must be to be worth it: rounding and packing take too.
   */
  private static final double WORTH = 1.3;

  /**
   * What suits a processor.
   *
   * @param speed products of bfloat16 in the time of one of fp32
   */
  public static Bfloat16 on(double speed) {
    return speed >= WORTH ? PRODUCTS : LONG_READS;
  }
}
