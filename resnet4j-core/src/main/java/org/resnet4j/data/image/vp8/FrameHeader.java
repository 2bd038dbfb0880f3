package org.resnet4j.data.image.vp8;

import org.resnet4j.data.DataException;

/**
 * What stands before the blocks of a key frame, section 9.
 *
 * @param width in pixels
 * @param height in pixels
 * @param modes goes on with the blocks' modes
 * @param tokens the readers of coefficients, for rows of blocks in turn
 * @param segments how blocks differ by their segment
 * @param filter the filter of edges
 * @param chances of coefficients, as in {@link Tables#DEFAULTS}
 * @param skipChance that a block has coefficients; -1 if all may have them
 */
record FrameHeader(
    int width,
    int height,
    BoolReader modes,
    BoolReader[] tokens,
    Segments segments,
    EdgeFilter filter,
    int[] chances,
    int skipChance) {
  private static final int START = 10;

  static FrameHeader of(byte[] file, int from, int end) {
    if (end - from < START
        || (file[from] & 1) != 0
        || (file[from] >> 1 & 7) > 3
        || (file[from] >> 4 & 1) == 0
        || file[from + 3] != (byte) 0x9d
        || file[from + 4] != 0x01
        || file[from + 5] != 0x2a) {
      throw new DataException("it does not begin with a key frame");
    }
    int first = from + START + (number(file, from, 3) >> 5);
    if (first > end) {
      throw new DataException("the data end too early");
    }
    var in = new BoolReader(file, from + START, first);
    in.number(2); // colour space and clamping, which change nothing
    var segments = Segments.read(in);
    var filter = EdgeFilter.read(in, segments);
    var tokens = tokens(file, first, end, in.number(2));
    segments.readSteps(in);
    in.flag(); // the chances are kept for no frame
    var chances = chances(in);
    return new FrameHeader(
        number(file, from + 6, 2) & 0x3fff,
        number(file, from + 8, 2) & 0x3fff,
        in,
        tokens,
        segments,
        filter,
        chances,
        in.flag() ? in.number(8) : -1);
  }

  private static BoolReader[] tokens(byte[] file, int from, int end, int bits) {
    var readers = new BoolReader[1 << bits];
    int at = from + 3 * (readers.length - 1);
    if (at >= end) {
      throw new DataException("the data end too early");
    }
    for (int i = 0; i < readers.length; i++) {
      boolean last = i == readers.length - 1;
      int next = last ? end : Math.min(end, at + number(file, from + 3 * i, 3));
      readers[i] = new BoolReader(file, at, next);
      at = next;
    }
    return readers;
  }

  private static int[] chances(BoolReader in) {
    int[] chances = Tables.DEFAULTS.clone();
    for (int i = 0; i < chances.length; i++) {
      if (in.bit(Tables.CHANGES[i]) == 1) {
        chances[i] = in.number(8);
      }
    }
    return chances;
  }

  private static int number(byte[] file, int at, int bytes) {
    int number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | file[at + i] & 0xff;
    }
    return number;
  }

  /** {@return how many blocks of 16 pixels stand in a row} */
  int columns() {
    return width + 15 >> 4;
  }

  /** {@return how many rows of blocks there are} */
  int rows() {
    return height + 15 >> 4;
  }
}
