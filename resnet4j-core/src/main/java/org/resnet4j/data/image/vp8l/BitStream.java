package org.resnet4j.data.image.vp8l;

import org.resnet4j.data.DataException;

/** Bits of bytes, the least significant first, section 3.2. For one thread. */
final class BitStream {
  private final byte[] data;
  private final int end;
  private int at;
  private long window;
  private int held; // bits of the window that are not used up

  /** Reads {@code data} from one byte to before another. */
  BitStream(byte[] data, int from, int end) {
    this.data = data;
    this.end = end;
    at = from;
  }

  /**
   * {@return an unsigned number of so many bits, at most 24}
   *
   * @throws DataException if the data have ended
   */
  int number(int bits) {
    int number = ahead(bits);
    skip(bits);
    return number;
  }

  boolean flag() {
    return number(1) == 1;
  }

  /** {@return the next bits, at most 24, which stay where they are; zeros behind the end} */
  int ahead(int bits) {
    if (held < bits) {
      while (held <= 56 && at < end) {
        window |= (data[at++] & 0xffL) << held;
        held += 8;
      }
    }
    return (int) window & (1 << bits) - 1;
  }

  /** Passes bits that {@link #ahead} has shown. */
  void skip(int bits) {
    if (bits > held) {
      throw new DataException("the data end too early");
    }
    window >>>= bits;
    held -= bits;
  }
}
