package org.resnet4j.data.image.jpeg;

import java.util.Arrays;

/**
 * From a block's coefficients to its samples: the inverse cosine transform in integers, as C.
 * Loeffler, A. Ligtenberg and G. Moschytz factor it (Practical fast 1-D DCT algorithms with 11
 * multiplications, ICASSP 1989). Factors have 13 bits behind the point, the numbers between the two
 * passes two: with these, and with the same roundings, samples are libjpeg's to the bit. For one
 * thread.
 */
final class InverseTransform {
  private static final int FACTOR_BITS = 13;
  private static final int BETWEEN_BITS = 2;
  private static final int FIRST = FACTOR_BITS - BETWEEN_BITS;
  private static final int SECOND = FACTOR_BITS + BETWEEN_BITS + 3; // and a scale of 8

  /**
   * The magnitudes of a block whose samples are within {@link Component#FAR} have no greater sum
   * (Cauchy), and the samples of one with no greater sum are exact in 32 bits.
   */
  private static final int MOST = 8 * 8 * (Component.FAR - 4);

  private static final int C2_6 = fixed(cosine(2) - cosine(6));
  private static final int C26 = fixed(cosine(2) + cosine(6));
  private static final int C6 = fixed(cosine(6));
  private static final int C3 = fixed(cosine(3));
  private static final int IN7 = fixed(-cosine(1) + cosine(3) + cosine(5) - cosine(7));
  private static final int IN5 = fixed(cosine(1) + cosine(3) - cosine(5) + cosine(7));
  private static final int IN3 = fixed(cosine(1) + cosine(3) + cosine(5) - cosine(7));
  private static final int IN1 = fixed(cosine(1) + cosine(3) - cosine(5) - cosine(7));
  private static final int C3_7 = fixed(cosine(3) - cosine(7));
  private static final int C13 = fixed(cosine(1) + cosine(3));
  private static final int C35 = fixed(cosine(3) + cosine(5));
  private static final int C3_5 = fixed(cosine(3) - cosine(5));

  /** The coefficients times their steps, in rows of 8; zeros between blocks. */
  final int[] block = new int[64];

  private final int[] half = new int[64];

  private static double cosine(int sixteenths) {
    return Math.sqrt(2) * Math.cos(sixteenths * Math.PI / 16);
  }

  private static int fixed(double factor) {
    return (int) Math.round(factor * (1 << FACTOR_BITS));
  }

  /**
   * Fills the block.
   *
   * @param coefficients in rows of 8, the block's from a place on
   * @param steps of quantisation, in rows of 8
   * @return the sum of magnitudes of all but the first
   */
  long load(short[] coefficients, int from, int[] steps) {
    long sum = 0;
    for (int i = 0; i < 64; i++) {
      block[i] = coefficients[from + i] * steps[i];
      sum += Math.abs(block[i]);
    }
    return sum - Math.abs(block[0]);
  }

  /**
   * Writes the block's samples, each less by 128 and perhaps beyond bounds, and clears the block.
   *
   * @param others the sum of magnitudes of all coefficients but the first
   * @param rows of samples
   * @param top the first of the block's rows
   * @param left its first column
   */
  void write(long others, int[][] rows, int top, int left) {
    if (others + Math.abs((long) block[0]) > MOST) {
      throw new DamagedCodes(JpegReader.LIGHT);
    }
    if (others == 0) {
      int sample = block[0] + 4 >> 3;
      for (int y = top; y < top + 8; y++) {
        flat(rows[y], left, sample);
      }
      block[0] = 0;
      return;
    }
    for (int x = 0; x < 8; x++) {
      line(block, x, half, 8 * x, FIRST);
    }
    for (int y = 0; y < 8; y++) {
      line(half, y, rows[top + y], left, SECOND);
    }
    Arrays.fill(block, 0);
  }

  private static void flat(int[] out, int to, int value) {
    for (int i = to; i < to + 8; i++) {
      out[i] = value;
    }
  }

  /** Transforms a column, and makes a row of it: two such turns are the whole. */
  private static void line(int[] in, int at, int[] out, int to, int shift) {
    int i0 = in[at];
    int i1 = in[8 + at];
    int i2 = in[16 + at];
    int i3 = in[24 + at];
    int i4 = in[32 + at];
    int i5 = in[40 + at];
    int i6 = in[48 + at];
    int i7 = in[56 + at];
    int rounding = 1 << shift - 1;
    if ((i1 | i2 | i3 | i4 | i5 | i6 | i7) == 0) {
      flat(out, to, (i0 << FACTOR_BITS) + rounding >> shift);
      return;
    }
    int z = (i2 + i6) * C6;
    int low = z + i2 * C2_6;
    int high = z - i6 * C26;
    int sum = (i0 + i4 << FACTOR_BITS) + rounding;
    int difference = (i0 - i4 << FACTOR_BITS) + rounding;
    int e0 = sum + low;
    int e3 = sum - low;
    int e1 = difference + high;
    int e2 = difference - high;
    int all = (i7 + i3 + i5 + i1) * C3;
    int z73 = all - (i7 + i3) * C35;
    int z51 = all - (i5 + i1) * C3_5;
    int z71 = (i7 + i1) * C3_7;
    int z53 = (i5 + i3) * C13;
    int o0 = i1 * IN1 - z71 + z51;
    int o1 = i3 * IN3 - z53 + z73;
    int o2 = i5 * IN5 - z53 + z51;
    int o3 = i7 * IN7 - z71 + z73;
    out[to] = e0 + o0 >> shift;
    out[to + 1] = e1 + o1 >> shift;
    out[to + 2] = e2 + o2 >> shift;
    out[to + 3] = e3 + o3 >> shift;
    out[to + 4] = e3 - o3 >> shift;
    out[to + 5] = e2 - o2 >> shift;
    out[to + 6] = e1 - o1 >> shift;
    out[to + 7] = e0 - o0 >> shift;
  }
}
