package org.resnet4j.data.image.format;

import java.nio.ByteBuffer;

/** GIF's compression: codes of 3 to 12 bits for strings that were seen before. For one thread. */
final class LzwReader {
  private static final int MOST = 4096;
  private static final int NONE = -1;

  private final ByteBuffer in;
  private final int clear;
  private final int[] before = new int[MOST];
  private final byte[] last = new byte[MOST];
  private final byte[] string = new byte[MOST + 1];
  private int at;
  private int left; // bytes of the block
  private int bits;
  private int waiting; // bits that are read but not used

  /**
   * Reads from the byte that says how many bits a value has.
   *
   * @param at its place
   */
  LzwReader(ByteBuffer in, int at) {
    this.in = in;
    this.at = at + 1;
    int size = in.get(at);
    if (size < 1 || size > 8) {
      throw new IllegalStateException("values of %d bits".formatted(size));
    }
    clear = 1 << size;
  }

  /**
   * {@return so many values}
   *
   * @throws IllegalStateException if a code has no meaning or the data end before
   */
  byte[] read(int count) {
    byte[] out = new byte[count];
    int done = 0;
    int previous = NONE;
    int next = clear + 2;
    int size = Integer.numberOfTrailingZeros(clear) + 1;
    for (int i = 0; i < clear; i++) {
      last[i] = (byte) i;
      before[i] = NONE;
    }
    while (done < count) {
      int code = code(size);
      if (code == clear) {
        previous = NONE;
        next = clear + 2;
        size = Integer.numberOfTrailingZeros(clear) + 1;
        continue;
      }
      boolean fresh = code == next && previous != NONE && next < MOST;
      if (code == clear + 1 || !fresh && code >= (previous == NONE ? clear : next)) {
        throw new IllegalStateException("a code of its data has no meaning");
      }
      int length = spell(fresh ? previous : code);
      byte first = string[length - 1];
      for (int i = length - 1; i >= 0 && done < count; i--) {
        out[done++] = string[i];
      }
      if (fresh && done < count) {
        out[done++] = first;
      }
      if (previous != NONE && next < MOST) {
        before[next] = previous;
        last[next++] = first;
        size += next == 1 << size && size < 12 ? 1 : 0;
      }
      previous = code;
    }
    return out;
  }

  /** Spells a code's string backwards. */
  private int spell(int code) {
    int length = 0;
    for (int c = code; c != NONE; c = before[c]) {
      string[length++] = last[c];
    }
    return length;
  }

  private int code(int size) {
    while (waiting < size) {
      if (left == 0) {
        left = in.get(at++) & 0xff;
        if (left == 0) {
          throw new IllegalStateException("its data end too early");
        }
      }
      bits |= (in.get(at++) & 0xff) << waiting;
      waiting += 8;
      left--;
    }
    int code = bits & (1 << size) - 1;
    bits >>>= size;
    waiting -= size;
    return code;
  }
}
