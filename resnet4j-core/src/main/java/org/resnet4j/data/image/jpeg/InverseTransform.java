package org.resnet4j.data.image.jpeg;

import java.util.Arrays;

/**
 * From blocks' coefficients to their samples: the inverse cosine transform in integers, as C.
 * Loeffler, A. Ligtenberg and G. Moschytz factor it (Practical fast 1-D DCT algorithms with 11
 * multiplications, ICASSP 1989). Their factors have 13 bits behind the point, the numbers between
 * the two passes two: with these, and with the same roundings, samples are libjpeg's to the bit.
 *
 * <p>Sums of products of integers may be taken in any order. Here they are taken for many blocks at
 * once, in loops that compilers put into vectors: a line has the first column of all blocks, then
 * the second. For one thread.
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

  private static final int BLOCKS = 64;
  private static final int LANES = 8 * BLOCKS;

  /** By the place in the codes: where a coefficient lies, less the block's slot. */
  static final int[] PLACES = new int[64];

  /** By sum: the factors of lines 0, 2, 4 and 6. */
  private static final int[][] EVEN;

  /** By sum: the factors of the other lines; the last four sums have these negative. */
  private static final int[][] ODD;

  static {
    for (int k = 0; k < 64; k++) {
      int natural = Zigzag.NATURAL[k];
      PLACES[k] = natural / 8 * LANES + natural % 8 * BLOCKS;
    }
    int one = 1 << FACTOR_BITS;
    int c6 = fixed(cosine(6));
    int c2 = c6 + fixed(cosine(2) - cosine(6));
    int s6 = c6 - fixed(cosine(2) + cosine(6));
    EVEN =
        new int[][] {
          {one, c2, one, c6}, {one, c6, -one, s6}, {one, -c6, -one, -s6}, {one, -c2, one, -c6}
        };
    int all = fixed(cosine(3));
    int outer = all - fixed(cosine(3) - cosine(7));
    int inner = all - fixed(cosine(1) + cosine(3));
    int third = all - fixed(cosine(3) + cosine(5));
    int fifth = all - fixed(cosine(3) - cosine(5));
    int i1 = fixed(cosine(1) + cosine(3) - cosine(5) - cosine(7)) + outer + fifth - all;
    int i3 = fixed(cosine(1) + cosine(3) + cosine(5) - cosine(7)) + inner + third - all;
    int i5 = fixed(cosine(1) + cosine(3) - cosine(5) + cosine(7)) + inner + fifth - all;
    int i7 = fixed(-cosine(1) + cosine(3) + cosine(5) - cosine(7)) + outer + third - all;
    ODD =
        new int[][] {
          {i1, all, fifth, outer},
          {all, i3, inner, third},
          {fifth, inner, i5, all},
          {outer, third, all, i7}
        };
  }

  /** The coefficients times their steps; zeros where there is no block. */
  final int[] coefficients = new int[8 * LANES];

  private final int[][] lines = new int[8][LANES];
  private final int[][] sums = new int[8][LANES];
  private final int[][][] rows = new int[BLOCKS][][];
  private final int[] tops = new int[BLOCKS];
  private final int[] lefts = new int[BLOCKS];
  private int slot;

  private static double cosine(int sixteenths) {
    return Math.sqrt(2) * Math.cos(sixteenths * Math.PI / 16);
  }

  private static int fixed(double factor) {
    return (int) Math.round(factor * (1 << FACTOR_BITS));
  }

  /** {@return the place of the next block among all} */
  int slot() {
    return slot;
  }

  /** Forgets all blocks. */
  void clear() {
    Arrays.fill(coefficients, 0);
    slot = 0;
  }

  /**
   * Fills the next block's slot.
   *
   * @param all coefficients in zigzag order, the block's from a place on
   * @param steps of quantisation, in zigzag order
   * @return the sum of magnitudes of all but the first
   */
  long load(short[] all, int from, int[] steps) {
    long sum = 0;
    for (int k = 1; k < 64; k++) {
      int product = all[from + k] * steps[k];
      coefficients[PLACES[k] + slot] = product;
      sum += Math.abs(product);
    }
    return sum;
  }

  /** Forgets the next block's coefficients. */
  void skip() {
    for (int place : PLACES) {
      coefficients[place + slot] = 0;
    }
  }

  /**
   * Takes a block, of which all coefficients but the first are in its slot. Its samples, each less
   * by 128 and perhaps beyond bounds, are there after the next {@link #flush}.
   *
   * @param direct the first coefficient
   * @param others the sum of magnitudes of all others
   * @param c the component
   * @param row of blocks
   * @param column of blocks
   */
  void take(int direct, long others, Component c, int row, int column) {
    if (others + Math.abs((long) direct) > MOST) {
      throw new DamagedCodes(JpegReader.LIGHT);
    }
    int top = c.place(8 * row);
    if (others == 0) {
      flat(c.samples, top, 8 * column, direct + 4 >> 3);
      return;
    }
    coefficients[slot] = direct;
    rows[slot] = c.samples;
    tops[slot] = top;
    lefts[slot] = 8 * column;
    slot++;
    if (slot == BLOCKS) {
      flush();
    }
  }

  private static void flat(int[][] rows, int top, int left, int sample) {
    for (int y = top; y < top + 8; y++) {
      int[] row = rows[y];
      for (int x = left; x < left + 8; x++) {
        row[x] = sample;
      }
    }
  }

  /** Writes the samples of all blocks that were taken. */
  void flush() {
    if (slot == 0) {
      return;
    }
    for (int y = 0; y < 8; y++) {
      System.arraycopy(coefficients, y * LANES, lines[y], 0, LANES);
    }
    turn(lines, sums, FIRST);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        System.arraycopy(lines[y], x * BLOCKS, sums[x], y * BLOCKS, BLOCKS);
      }
    }
    turn(sums, lines, SECOND);
    for (int i = 0; i < slot; i++) {
      write(i, rows[i], tops[i], lefts[i]);
    }
    clear();
  }

  private void write(int block, int[][] rows, int top, int left) {
    int[] x0 = sums[0];
    int[] x1 = sums[1];
    int[] x2 = sums[2];
    int[] x3 = sums[3];
    int[] x4 = sums[4];
    int[] x5 = sums[5];
    int[] x6 = sums[6];
    int[] x7 = sums[7];
    for (int y = 0; y < 8; y++) {
      int[] row = rows[top + y];
      int from = y * BLOCKS + block;
      row[left] = x0[from];
      row[left + 1] = x1[from];
      row[left + 2] = x2[from];
      row[left + 3] = x3[from];
      row[left + 4] = x4[from];
      row[left + 5] = x5[from];
      row[left + 6] = x6[from];
      row[left + 7] = x7[from];
    }
  }

  /** Transforms each column of eight lines, in place. */
  private static void turn(int[][] lines, int[][] sums, int shift) {
    for (int k = 0; k < 4; k++) {
      add(lines, 0, EVEN[k], 1 << shift - 1, sums[k]);
      add(lines, 1, ODD[k], 0, sums[7 - k]);
    }
    for (int k = 0; k < 4; k++) {
      plus(sums[k], sums[7 - k], shift, lines[k]);
      minus(sums[k], sums[7 - k], shift, lines[7 - k]);
    }
  }

  /** Every second line, times its factor. */
  private static void add(int[][] lines, int first, int[] factors, int more, int[] out) {
    int f0 = factors[0];
    int f1 = factors[1];
    int f2 = factors[2];
    int f3 = factors[3];
    int[] line0 = lines[first];
    int[] line1 = lines[first + 2];
    int[] line2 = lines[first + 4];
    int[] line3 = lines[first + 6];
    for (int i = 0; i < LANES; i++) {
      out[i] = f0 * line0[i] + f1 * line1[i] + f2 * line2[i] + f3 * line3[i] + more;
    }
  }

  private static void plus(int[] even, int[] odd, int shift, int[] out) {
    for (int i = 0; i < LANES; i++) {
      out[i] = even[i] + odd[i] >> shift;
    }
  }

  private static void minus(int[] even, int[] odd, int shift, int[] out) {
    for (int i = 0; i < LANES; i++) {
      out[i] = even[i] - odd[i] >> shift;
    }
  }
}
