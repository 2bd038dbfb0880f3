package org.resnet4j.data.image.vp8;

/**
 * Up to four groups of blocks with steps of the quantiser and filters of their own, section 9.3.
 */
final class Segments {
  private static final int MOST = 4;
  private static final int[] NO_CHANCES = {255, 255, 255};

  /** Of the steps: DC of luma, AC of luma; then the same of the second order and of chroma. */
  private static final int KINDS_OF_STEPS = 6;

  private final boolean used;
  private final boolean mapped;
  private final boolean absolute;
  private final int[] quantisers = new int[MOST];
  private final int[] levels = new int[MOST];
  private final int[] chances = NO_CHANCES.clone();
  private final int[][] steps = new int[MOST][KINDS_OF_STEPS];

  private Segments(BoolReader in) {
    used = in.flag();
    mapped = used && in.flag();
    boolean data = used && in.flag();
    absolute = !data || in.flag();
    for (int i = 0; data && i < MOST; i++) {
      quantisers[i] = in.optional(7);
    }
    for (int i = 0; data && i < MOST; i++) {
      levels[i] = in.optional(6);
    }
    for (int i = 0; mapped && i < chances.length; i++) {
      chances[i] = in.flag() ? in.number(8) : 255;
    }
  }

  static Segments read(BoolReader in) {
    return new Segments(in);
  }

  /** Reads the quantiser, section 9.6, and looks its steps up. */
  void readSteps(BoolReader in) {
    int base = in.number(7);
    int dc = in.optional(4);
    int dc2 = in.optional(4);
    int ac2 = in.optional(4);
    int chromaDc = in.optional(4);
    int chromaAc = in.optional(4);
    for (int i = 0; i < MOST; i++) {
      int q = used ? quantisers[i] + (absolute ? 0 : base) : base;
      steps[i][0] = Tables.DC_STEPS[clip(q + dc, 127)];
      steps[i][1] = Tables.AC_STEPS[clip(q, 127)];
      steps[i][2] = Tables.DC_STEPS[clip(q + dc2, 127)] * 2;
      steps[i][3] = Math.max(8, Tables.AC_STEPS[clip(q + ac2, 127)] * 155 / 100);
      steps[i][4] = Tables.DC_STEPS[clip(q + chromaDc, 117)];
      steps[i][5] = Tables.AC_STEPS[clip(q + chromaAc, 127)];
    }
  }

  private static int clip(int index, int most) {
    return Math.clamp(index, 0, most);
  }

  /** {@return the segment of the next block} */
  int next(BoolReader in) {
    if (!mapped) {
      return 0;
    }
    return in.bit(chances[0]) == 0 ? in.bit(chances[1]) : 2 + in.bit(chances[2]);
  }

  /** {@return DC and AC steps of luma, of its second order, and of chroma} */
  int[] steps(int segment) {
    return steps[segment];
  }

  /** {@return the level of the filter in a segment, where the frame's is {@code level}} */
  int level(int segment, int level) {
    return used ? levels[segment] + (absolute ? 0 : level) : level;
  }
}
