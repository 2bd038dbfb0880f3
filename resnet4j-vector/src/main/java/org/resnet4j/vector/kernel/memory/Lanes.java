package org.resnet4j.vector.kernel.memory;

import java.util.Arrays;

/**
 * The vector width of this virtual machine: one constant for all kernels, so that the compiler sees
 * it as one. What the processor prefers, between 4 and 16 lanes; the system property {@code
 * resnet4j.lanes} (4, 8 or 16) overrides it for tests.
 */
public final class Lanes {
  /** Floats in a vector, and channels in a block. */
  public static final int LANES = lanes();

  /** A vector of zeros in memory, for operands that are not there. */
  public static final float[] ZEROS = new float[LANES];

  /** A vector of ones in memory. */
  public static final float[] ONES = filled(1f);

  /** A vector in memory of the smallest value, −∞. */
  public static final float[] LEAST = filled(Float.NEGATIVE_INFINITY);

  private Lanes() {}

  /** The number of blocks for this many channels. */
  public static int blocks(int channels) {
    return (channels + LANES - 1) / LANES;
  }

  /** This many channels, rounded up to whole blocks. */
  public static int padded(int channels) {
    return blocks(channels) * LANES;
  }

  private static int lanes() {
    int preferred = VectorApi.PRESENT ? PreferredLanes.get() : ProvidedWidth.get();
    int lanes = Integer.getInteger("resnet4j.lanes", Math.clamp(preferred, 4, 16));
    if (lanes != 4 && lanes != 8 && lanes != 16) {
      throw new IllegalArgumentException(
          "resnet4j.lanes is %d; it can be 4, 8 or 16".formatted(lanes));
    }
    return lanes;
  }

  private static float[] filled(float value) {
    float[] filled = new float[LANES];
    Arrays.fill(filled, value);
    return filled;
  }
}
