package org.resnet4j.data.image.vp8;

import java.util.Arrays;

/** The coefficients of blocks, section 13, times the quantiser's steps. */
final class Coefficients {
  private static final int LUMA_AFTER_SECOND = 0;
  private static final int SECOND = 1;
  private static final int CHROMA = 2;
  private static final int LUMA = 3;
  private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
  private static final int[] BAND = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
  private static final int[][] LARGE = {
    {173, 148, 140},
    {176, 155, 140, 135},
    {180, 157, 141, 134, 130},
    {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
  };

  /** Nine flags: four of luma, two of each chroma, the second order. */
  private static final int FLAGS = 9;

  private static final int OF_SECOND = 8;

  private final int[] chances;
  private final int[][] above;
  private final int[] left = new int[FLAGS];
  private final int[] second = new int[16];

  Coefficients(FrameHeader header) {
    chances = header.chances();
    above = new int[header.columns()][FLAGS];
  }

  /** A row of blocks begins. */
  void nextRow() {
    Arrays.fill(left, 0);
  }

  /** Nothing is coded for the next block of the row. */
  void skip(Macroblock block, int column, int[] out) {
    Arrays.fill(out, 0);
    int flags = block.parts ? OF_SECOND : FLAGS;
    Arrays.fill(left, 0, flags, 0);
    Arrays.fill(above[column], 0, flags, 0);
    block.coded = false;
  }

  /** Reads the coefficients of the next block of the row. */
  void read(BoolReader in, Macroblock block, int[] steps, int column, int[] out) {
    Arrays.fill(out, 0);
    int[] top = above[column];
    if (!block.parts) {
      Arrays.fill(second, 0);
      int context = top[OF_SECOND] + left[OF_SECOND];
      int count = read(in, SECOND, context, 0, steps[2], steps[3], second, 0);
      top[OF_SECOND] = left[OF_SECOND] = count > 0 ? 1 : 0;
      Transforms.second(second, out);
    }
    int kind = block.parts ? LUMA : LUMA_AFTER_SECOND;
    plane(in, kind, 4, 0, new int[] {steps[0], steps[1]}, top, out, 0);
    plane(in, CHROMA, 2, 4, new int[] {steps[4], steps[5]}, top, out, 16);
    plane(in, CHROMA, 2, 6, new int[] {steps[4], steps[5]}, top, out, 20);
    block.coded = Arrays.stream(out).anyMatch(value -> value != 0);
  }

  private void plane(
      BoolReader in, int kind, int side, int flags, int[] steps, int[] top, int[] out, int part) {
    int first = kind == LUMA_AFTER_SECOND ? 1 : 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int context = top[flags + x] + left[flags + y];
        int at = 16 * (part + side * y + x);
        int count = read(in, kind, context, first, steps[0], steps[1], out, at);
        top[flags + x] = left[flags + y] = count > first ? 1 : 0;
      }
    }
  }

  /** {@return the place after the last coefficient} */
  private int read(
      BoolReader in, int kind, int context, int first, int dc, int ac, int[] out, int at) {
    int n = first;
    int node = node(kind, n, context);
    while (n < 16) {
      if (in.bit(chances[node]) == 0) {
        return n;
      }
      while (in.bit(chances[node + 1]) == 0) {
        node = node(kind, ++n, 0);
        if (n == 16) {
          return 16;
        }
      }
      boolean one = in.bit(chances[node + 2]) == 0;
      int value = one ? 1 : beyondOne(in, node);
      out[at + ZIGZAG[n]] = (short) (in.signed(value) * (n > 0 ? ac : dc));
      node = node(kind, ++n, one ? 1 : 2);
    }
    return 16;
  }

  private static int node(int kind, int n, int context) {
    return ((kind * Tables.BANDS + BAND[n]) * Tables.CONTEXTS + context) * Tables.NODES;
  }

  private int beyondOne(BoolReader in, int node) {
    if (in.bit(chances[node + 3]) == 0) {
      return in.bit(chances[node + 4]) == 0 ? 2 : 3 + in.bit(chances[node + 5]);
    }
    if (in.bit(chances[node + 6]) == 0) {
      if (in.bit(chances[node + 7]) == 0) {
        return 5 + in.bit(159);
      }
      int high = in.bit(165);
      return 7 + 2 * high + in.bit(145);
    }
    int high = in.bit(chances[node + 8]);
    int kind = 2 * high + in.bit(chances[node + 9 + high]);
    int extra = 0;
    for (int chance : LARGE[kind]) {
      extra = 2 * extra + in.bit(chance);
    }
    return 3 + (8 << kind) + extra;
  }
}
