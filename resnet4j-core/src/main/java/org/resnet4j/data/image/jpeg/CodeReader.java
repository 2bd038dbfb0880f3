package org.resnet4j.data.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of entropy-coded data, up to a marker. Zeros follow them, which {@link #whole} notices.
 */
final class CodeReader {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private final byte[] file;
  private final int end;
  private int at;
  long bits; // the next ones, from the highest bit on
  int held;
  private int zeros; // of those that are held, the last are not the file's

  CodeReader(byte[] file, int from, int end) {
    this.file = file;
    this.end = end;
    at = from;
  }

  /** {@return the next 16 bits, which are not taken} */
  int peek16() {
    if (held < 32) {
      fill();
    }
    return (int) (bits >>> 48);
  }

  /** Takes bits of which it is known that they are held: up to 16 after a look at them. */
  void skip(int count) {
    bits <<= count;
    held -= count;
  }

  /** {@return the next bits, at most 16, as a number} */
  int take(int count) {
    if (held < 16) {
      fill();
    }
    int value = (int) (bits >>> 1 >>> 63 - count);
    skip(count);
    return value;
  }

  /** {@return a number of so many bits, negative if its first is 0 (T.81, figure F.12)} */
  int signed(int size) {
    return signed(take(size), size);
  }

  /** {@return such a number, of its bits} */
  static int signed(int value, int size) {
    return value < 1 << size >> 1 ? value - (1 << size) + 1 : value;
  }

  /** {@return whether all bits that were taken are the file's} */
  boolean whole() {
    return held >= zeros;
  }

  /**
   * Goes behind the next marker, which ends an interval.
   *
   * @return the marker's second byte; 0 at the end of the file
   */
  int marker() {
    bits = 0;
    held = 0;
    zeros = 0;
    while (at + 1 < end) {
      if (file[at] == -1 && file[at + 1] != 0 && file[at + 1] != -1) {
        at += 2;
        return file[at - 1] & 0xff;
      }
      at++;
    }
    return 0;
  }

  /** {@return where the next marker begins, or the end} */
  int nextMarker() {
    int from = at;
    while (from + 1 < end && !(file[from] == -1 && file[from + 1] != 0 && file[from + 1] != -1)) {
      from++;
    }
    return from + 1 < end ? from : end;
  }

  /** Takes bytes until more than 56 bits are held. */
  void fill() {
    if (at + 8 <= end) {
      long eight = (long) EIGHT.get(file, at);
      if ((eight & ~(eight + ONES) & HIGH) == 0) { // no byte of ones: neither marker nor stuffing
        int bytes = 64 - held >> 3;
        bits |= (eight >>> 64 - 8 * bytes << 64 - 8 * bytes) >>> held;
        held += 8 * bytes;
        at += bytes;
        return;
      }
    }
    while (held <= 56) {
      int one = 0;
      if (at < end && file[at] != -1) {
        one = file[at++] & 0xff;
      } else if (stuffed()) {
        one = 0xff;
      } else {
        zeros += 8;
      }
      bits |= (long) one << 56 - held;
      held += 8;
    }
  }

  /** A byte of ones is written with a zero after it; more ones before are ignored. */
  private boolean stuffed() {
    int next = at;
    while (next < end && file[next] == -1) {
      next++;
    }
    if (next == at || next >= end || file[next] != 0) {
      return false;
    }
    at = next + 1;
    return true;
  }
}
