package org.resnet4j.data.image.jpeg;

import java.util.Arrays;

/** A table of Huffman codes, as a segment DHT holds it (T.81, annex C). */
final class Huffman {
  /** Codes up to this length are found by one look. */
  private static final int QUICK = 9;

  /** Coefficients whose code and value are no longer are found by one look. */
  static final int AHEAD = 11;

  private static final int LONGEST = 16;

  /** A table that a picture does not have. */
  static final Huffman MISSING = new Huffman(new byte[LONGEST], 0);

  /** By the next bits: the code's length above its value, or 0 for a longer one. */
  private final short[] quick = new short[1 << QUICK];

  /**
   * By the next bits, where they hold a whole coefficient that is not zero: its value, the zeros
   * before it and the bits of both, from the highest on 16, 8 and 8 bits; or 0.
   */
  private final int[] whole = new int[1 << AHEAD];

  /** By length: the largest code, followed by ones to 16 bits; -1 if there is none. */
  private final int[] largest = new int[LONGEST + 1];

  private final int[] offset = new int[LONGEST + 1];
  private final byte[] values;

  /**
   * Reads a table.
   *
   * @param file where it lies
   * @param at its counts of codes by length, 16 bytes, before the values
   */
  Huffman(byte[] file, int at) {
    int codes = count(file, at);
    values = Arrays.copyOfRange(file, at + LONGEST, at + LONGEST + codes);
    int code = 0;
    int first = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int here = file[at + length - 1] & 0xff;
      if (code + here > 1 << length) {
        throw new DamagedCodes("a code has no meaning");
      }
      offset[length] = first - code;
      for (int i = 0; i < here && length <= QUICK; i++) {
        int from = code + i << QUICK - length;
        int entry = length << 8 | values[first + i] & 0xff;
        Arrays.fill(quick, from, from + (1 << QUICK - length), (short) entry);
      }
      code += here;
      first += here;
      largest[length] = here == 0 ? -1 : (code << LONGEST - length) - 1;
      code <<= 1;
    }
    for (int bits = 0; bits < whole.length; bits++) {
      whole[bits] = whole(bits);
    }
  }

  private int whole(int bits) {
    int entry = quick[bits >> AHEAD - QUICK];
    int length = entry >> 8;
    int size = entry & 15;
    if (length == 0 || size == 0 || length + size > AHEAD) {
      return 0;
    }
    int value = bits >> AHEAD - length - size & (1 << size) - 1;
    int signed = value < 1 << size - 1 ? value - (1 << size) + 1 : value;
    return signed << 16 | (entry >> 4 & 15) << 8 | length + size;
  }

  /** {@return what the next bits hold, see {@link #whole}} */
  int whole(long bits) {
    return whole[(int) (bits >>> Long.SIZE - AHEAD)];
  }

  /** {@return how many values the table at a place has} */
  static int count(byte[] file, int at) {
    int codes = 0;
    for (int i = 0; i < LONGEST; i++) {
      codes += file[at + i] & 0xff;
    }
    return codes;
  }

  /** {@return the value of the next code} */
  int next(CodeReader in) {
    int ahead = in.peek16();
    int entry = quick[ahead >> LONGEST - QUICK];
    if (entry != 0) {
      in.skip(entry >> 8);
      return entry & 0xff;
    }
    for (int length = QUICK + 1; length <= LONGEST; length++) {
      if (ahead <= largest[length]) {
        in.skip(length);
        return values[offset[length] + (ahead >> LONGEST - length)] & 0xff;
      }
    }
    throw new DamagedCodes(values.length == 0 ? Damage.TABLE : "a code has no meaning");
  }
}
