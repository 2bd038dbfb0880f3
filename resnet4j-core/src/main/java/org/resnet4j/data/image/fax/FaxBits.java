package org.resnet4j.data.image.fax;

/** The bits of a strip. Zeros follow them, which {@link #whole} notices. */
final class FaxBits {
  private final byte[] file;
  private final int from;
  private final int end;
  private final boolean reversed;
  private long at; // in bits

  /**
   * A strip.
   *
   * @param reversed whether a byte's lowest bit is its first
   */
  FaxBits(byte[] file, int from, int end, boolean reversed) {
    this.file = file;
    this.from = from;
    this.end = end;
    this.reversed = reversed;
  }

  /** {@return the next bits, at most 16, which are not taken} */
  int peek(int count) {
    int place = from + (int) (at >> 3);
    int three = one(place) << 16 | one(place + 1) << 8 | one(place + 2);
    return three >> 24 - count - (int) (at & 7) & (1 << count) - 1;
  }

  void skip(int count) {
    at += count;
  }

  /** Goes to the next byte. */
  void align() {
    at = at + 7 & ~7;
  }

  /** {@return whether all bits that were taken are the strip's} */
  boolean whole() {
    return at <= 8L * (end - from);
  }

  /** {@return whether the code of an end comes next (T.6, 2.4.1.1), or nothing but zeros} */
  boolean ends() {
    if (peek(12) == 1) {
      return true;
    }
    boolean empty = peek(8 - (int) (at & 7)) == 0;
    for (int place = from + (int) (at >> 3) + 1; empty && place < end; place++) {
      empty = file[place] == 0;
    }
    return empty;
  }

  private int one(int place) {
    if (place >= end) {
      return 0;
    }
    int bits = file[place] & 0xff;
    return reversed ? Integer.reverse(bits) >>> 24 : bits;
  }
}
