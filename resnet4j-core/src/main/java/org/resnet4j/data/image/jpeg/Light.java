package org.resnet4j.data.image.jpeg;

/**
 * Whether the coefficients of a block give light that can be shown. What an encoder makes of pixels
 * of 8 bits comes back within a little of them, whereas damaged codes soon leave all bounds, where
 * each decoder wraps or cuts off in its own way.
 */
final class Light {
  /** Twice as far from the middle as pixels go, and twice again: decoders' tables end there. */
  private static final int FAR = 508;

  private static final double[] COSINES = new double[64]; // by frequency and place
  private static final int[] NATURAL = new int[64]; // by zigzag, the place in rows of 8

  static {
    for (int u = 0; u < 8; u++) {
      for (int x = 0; x < 8; x++) {
        double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
        COSINES[8 * u + x] = scale * Math.cos((2 * x + 1) * u * Math.PI / 16);
      }
    }
    int row = 0;
    int column = 0;
    for (int k = 0; k < 64; k++) {
      NATURAL[k] = 8 * row + column;
      boolean up = (row + column) % 2 == 0;
      int across = up ? 1 : -1;
      if (up ? column == 7 : row == 7) {
        row += up ? 1 : 0;
        column += up ? 0 : 1;
      } else if (up ? row == 0 : column == 0) {
        row += up ? 0 : 1;
        column += up ? 1 : 0;
      } else {
        row -= across;
        column += across;
      }
    }
  }

  private final double[] half = new double[64];
  private final double[] whole = new double[64];

  /**
   * Looks at a block.
   *
   * @param block its coefficients from a place on, in zigzag order
   * @param steps of quantisation, in zigzag order
   */
  boolean canBeShown(short[] block, int from, int[] steps) {
    long sum = 0;
    for (int k = 1; k < 64; k++) {
      sum += Math.abs((long) block[from + k] * steps[k]);
    }
    return surely((long) block[from] * steps[0], sum) || exactly(block, from, steps);
  }

  /**
   * {@return whether a block is within bounds whatever the signs}
   *
   * @param direct the coefficient of direct current, times its step
   * @param sum of the others' magnitudes, times their steps
   */
  static boolean surely(long direct, long sum) {
    return Math.abs(direct) + 2 * sum <= 8 * FAR; // cosines are at most 1/8, and 1/4 for the others
  }

  private boolean exactly(short[] block, int from, int[] steps) {
    for (int k = 0; k < 64; k++) {
      whole[NATURAL[k]] = (double) block[from + k] * steps[k];
    }
    turn(whole, half);
    turn(half, whole);
    for (double light : whole) {
      if (Math.abs(light) > FAR) {
        return false;
      }
    }
    return true;
  }

  /** One dimension of the transform (T.81, A.3.3); rows become columns. */
  private static void turn(double[] in, double[] out) {
    for (int row = 0; row < 8; row++) {
      for (int x = 0; x < 8; x++) {
        double sum = 0;
        for (int u = 0; u < 8; u++) {
          sum += in[8 * row + u] * COSINES[8 * u + x];
        }
        out[8 * x + row] = sum;
      }
    }
  }
}
