package org.resnet4j.data.image.vp8;

import org.resnet4j.data.DataException;

/** The decoder of booleans whose chances are known, section 7. For one thread. */
final class BoolReader {
  private static final int EVEN = 128;

  private final byte[] data;
  private final int end;
  private int at;
  private int value; // two bytes: the upper one is compared
  private int range = 255;
  private int shifted; // bits of the lower byte that are used up

  /** Reads {@code data} from one byte to before another. */
  BoolReader(byte[] data, int from, int end) {
    this.data = data;
    this.end = end;
    at = from;
    value = next() << 8 | next();
  }

  /**
   * {@return the next bit, 0 with this chance of 256}
   *
   * @throws DataException if the data have ended
   */
  int bit(int chance) {
    int split = 1 + ((range - 1) * chance >> 8);
    int bit = value >= split << 8 ? 1 : 0;
    if (bit == 1) {
      range -= split;
      value -= split << 8;
    } else {
      range = split;
    }
    if (range < 128) {
      normalise();
    }
    return bit;
  }

  private void normalise() {
    int shift = Integer.numberOfLeadingZeros(range) - 24;
    range <<= shift;
    value <<= shift;
    shifted += shift;
    if (shifted >= 8) {
      shifted -= 8;
      value |= next() << shifted;
    }
  }

  // two bytes are read before they are needed
  private int next() {
    if (at >= end + 2) {
      throw new DataException("the data end too early");
    }
    int read = at < end ? data[at] & 0xff : 0;
    at++;
    return read;
  }

  boolean flag() {
    return bit(EVEN) == 1;
  }

  /** {@return an unsigned number of so many bits} */
  int number(int bits) {
    int number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | bit(EVEN);
    }
    return number;
  }

  /** {@return a number of so many bits and a sign; 0 where a flag says that there is none} */
  int optional(int bits) {
    return flag() ? signed(number(bits)) : 0;
  }

  /** {@return the value with the sign that is read} */
  int signed(int magnitude) {
    return flag() ? -magnitude : magnitude;
  }
}
