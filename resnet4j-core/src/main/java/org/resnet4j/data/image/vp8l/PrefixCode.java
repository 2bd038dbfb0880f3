package org.resnet4j.data.image.vp8l;

import java.util.Arrays;
import org.resnet4j.data.DataException;

/** A canonical prefix code, section 3.7.2: each symbol has as many bits as its length says. */
final class PrefixCode {
  static final int LONGEST = 15;

  /** Codes of so many bits are looked up, longer ones followed bit by bit. */
  private static final int LOOKED_UP = 8;

  private final int[] symbols; // by length, then by value
  private final int[] counts; // of symbols, by length
  private final int[] table; // by the next bits: symbol << 4 | length; 0 for a longer code

  private PrefixCode(int[] counts, int[] symbols) {
    this.counts = counts;
    this.symbols = symbols;
    table = symbols.length == 1 ? new int[0] : table();
  }

  /**
   * {@return the code of these lengths, 0 for symbols that are not used}
   *
   * @throws DataException if they leave codes without a symbol or symbols without a code
   */
  static PrefixCode of(int[] lengths) {
    int[] counts = new int[LONGEST + 1];
    for (int length : lengths) {
      counts[length]++;
    }
    int used = lengths.length - counts[0];
    counts[0] = 0;
    int open = 1;
    for (int length = 1; length <= LONGEST && open >= 0; length++) {
      open = 2 * open - counts[length];
    }
    if (open != 0 && used != 1) {
      throw new DataException("the lengths of its codes are wrong");
    }
    return new PrefixCode(counts, sorted(lengths, counts, used));
  }

  private static int[] sorted(int[] lengths, int[] counts, int used) {
    int[] next = new int[LONGEST + 2];
    for (int length = 1; length <= LONGEST; length++) {
      next[length + 1] = next[length] + counts[length];
    }
    int[] symbols = new int[used];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        symbols[next[lengths[symbol]]++] = symbol;
      }
    }
    return symbols;
  }

  /** {@return the next symbol; a code of only one symbol takes no bits} */
  int read(BitStream in) {
    if (symbols.length == 1) {
      return symbols[0];
    }
    int ahead = in.ahead(LONGEST);
    int found = table[ahead & table.length - 1];
    if (found != 0) {
      in.skip(found & LONGEST);
      return found >> 4;
    }
    return follow(in, ahead);
  }

  private int follow(BitStream in, int ahead) {
    int code = 0;
    int first = 0; // code of this length, and the place of its symbol
    int place = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code |= ahead >> length - 1 & 1;
      if (code - first < counts[length]) {
        in.skip(length);
        return symbols[place + code - first];
      }
      place += counts[length];
      first = first + counts[length] << 1;
      code <<= 1;
    }
    throw new DataException("a code has no symbol");
  }

  private int[] table() {
    int bits = LOOKED_UP;
    while (bits > 0 && counts[bits] == 0) {
      bits--;
    }
    boolean longer = Arrays.stream(counts, LOOKED_UP + 1, LONGEST + 1).anyMatch(n -> n > 0);
    int[] filled = new int[1 << (longer ? LOOKED_UP : bits)];
    int code = 0;
    int place = 0;
    for (int length = 1; length <= bits; length++) {
      for (int i = 0; i < counts[length]; i++, code++) {
        int reversed = Integer.reverse(code) >>> 32 - length;
        for (int at = reversed; at < filled.length; at += 1 << length) {
          filled[at] = symbols[place] << 4 | length;
        }
        place++;
      }
      code <<= 1;
    }
    return filled;
  }
}
