package org.resnet4j.data.image.vp8;

import java.util.Arrays;

/** How blocks are predicted, section 11. The first four are also those of whole blocks. */
final class Modes {
  static final int DC = 0;
  static final int TRUE_MOTION = 1;
  static final int VERTICAL = 2;
  static final int HORIZONTAL = 3;
  static final int DOWN_RIGHT = 4;
  static final int VERTICAL_RIGHT = 5;
  static final int DOWN_LEFT = 6;
  static final int VERTICAL_LEFT = 7;
  static final int HORIZONTAL_DOWN = 8;
  static final int HORIZONTAL_UP = 9;

  private final FrameHeader header;
  private final BoolReader in;
  private final int[] above;
  private final int[] left = new int[4];

  Modes(FrameHeader header) {
    this.header = header;
    in = header.modes();
    above = new int[4 * header.columns()];
  }

  /** A row of blocks begins. */
  void nextRow() {
    Arrays.fill(left, DC);
  }

  /** Reads the modes of the next block of the row. */
  void read(Macroblock block, int column) {
    block.segment = header.segments().next(in);
    block.skipped = header.skipChance() >= 0 && in.bit(header.skipChance()) == 1;
    block.parts = in.bit(145) == 0;
    if (block.parts) {
      parts(block, 4 * column);
    } else {
      block.modes[0] = whole();
      Arrays.fill(above, 4 * column, 4 * column + 4, block.modes[0]);
      Arrays.fill(left, block.modes[0]);
    }
    block.chromaMode = chroma();
  }

  private int whole() {
    if (in.bit(156) == 1) {
      return in.bit(128) == 1 ? TRUE_MOTION : HORIZONTAL;
    }
    return in.bit(163) == 1 ? VERTICAL : DC;
  }

  private int chroma() {
    if (in.bit(142) == 0) {
      return DC;
    }
    if (in.bit(114) == 0) {
      return VERTICAL;
    }
    return in.bit(183) == 1 ? TRUE_MOTION : HORIZONTAL;
  }

  private void parts(Macroblock block, int column) {
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        int mode = part(9 * (10 * above[column + x] + left[y]));
        block.modes[4 * y + x] = mode;
        above[column + x] = mode;
        left[y] = mode;
      }
    }
  }

  private int part(int at) {
    int[] chances = Tables.BLOCK_MODES;
    if (in.bit(chances[at]) == 0) {
      return DC;
    }
    if (in.bit(chances[at + 1]) == 0) {
      return TRUE_MOTION;
    }
    if (in.bit(chances[at + 2]) == 0) {
      return VERTICAL;
    }
    if (in.bit(chances[at + 3]) == 0) {
      if (in.bit(chances[at + 4]) == 0) {
        return HORIZONTAL;
      }
      return in.bit(chances[at + 5]) == 0 ? DOWN_RIGHT : VERTICAL_RIGHT;
    }
    if (in.bit(chances[at + 6]) == 0) {
      return DOWN_LEFT;
    }
    if (in.bit(chances[at + 7]) == 0) {
      return VERTICAL_LEFT;
    }
    return in.bit(chances[at + 8]) == 0 ? HORIZONTAL_DOWN : HORIZONTAL_UP;
  }
}
