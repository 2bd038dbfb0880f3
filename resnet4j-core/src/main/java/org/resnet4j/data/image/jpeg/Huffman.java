package org.resnet4j.data.image.jpeg;

import java.util.Arrays;

/** A table of Huffman codes, as a segment DHT holds it (T.81, annex C). */
final class Huffman {
  static final String MEANINGLESS = "a code has no meaning";

  /** Codes up to this length are found by one look. */
  private static final int QUICK = 9;

  /** Coefficients whose code and value are no longer are found by one look. */
  private static final int AHEAD = 11;

  /** So many zeros stand for all that are left of a block. */
  static final int REST = 64;

  private static final int LONGEST = 16;

  /** A table that a picture does not have. */
  static final Huffman MISSING = new Huffman(new byte[LONGEST], 0);

  /** By the next bits: the code's length above its value, or 0 for a longer one. */
  private final short[] quick = new short[1 << QUICK];

  /**
   * By the next bits, where they hold a whole coefficient, its code and its value: as {@link
   * #entry} says it, with the bits of both in the lowest 8; 0 where they do not.
   */
  private final int[] coefficients = new int[1 << AHEAD];

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
        throw new DamagedCodes(MEANINGLESS);
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
    for (int bits = 0; bits < coefficients.length; bits++) {
      coefficients[bits] = coefficient(bits);
    }
  }

  private int coefficient(int bits) {
    int known = quick[bits >> AHEAD - QUICK];
    int length = known >> 8;
    int size = known & 15;
    if (length == 0 || length + size > AHEAD) {
      return 0;
    }
    int value = bits >> AHEAD - length - size & (1 << size) - 1;
    return entry(known & 0xff, CodeReader.signed(value, size)) | length + size;
  }

  /** {@return a value in the upper 16 bits, and the zeros before it in 8 below} */
  private static int entry(int code, int value) {
    boolean last = (code & 15) == 0 && code < 0xf0;
    return value << 16 | (last ? REST : code >> 4) << 8;
  }

  /** {@return what the next bits of some hold, see {@link #coefficients}} */
  int coefficient(long bits) {
    return coefficients[(int) (bits >>> Long.SIZE - AHEAD)];
  }

  /** {@return the next coefficient of any length, which is taken; with 0 bits} */
  int longCoefficient(CodeReader in) {
    int code = next(in);
    return entry(code, in.signed(code & 15));
  }

  /** {@return whether all values are sizes, as for coefficients of direct current} */
  boolean ofSizes() {
    for (byte value : values) {
      if ((value & 0xf0) != 0) {
        return false;
      }
    }
    return true;
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
    throw new DamagedCodes(values.length == 0 ? JpegReader.TABLE : MEANINGLESS);
  }
}
