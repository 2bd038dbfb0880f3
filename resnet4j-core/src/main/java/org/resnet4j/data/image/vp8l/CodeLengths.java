package org.resnet4j.data.image.vp8l;

import org.resnet4j.data.DataException;

/** Reads prefix codes, section 3.7.2.1. */
final class CodeLengths {
  private static final int[] ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };
  private static final int REPEATED = 16;
  private static final int[] REPEAT_BITS = {2, 3, 7};
  private static final int[] REPEAT_LEAST = {3, 3, 11};

  private CodeLengths() {}

  /** {@return a code of symbols 0 to {@code alphabet} − 1} */
  static PrefixCode code(BitStream in, int alphabet) {
    return PrefixCode.of(in.flag() ? simple(in, alphabet) : normal(in, alphabet));
  }

  /** One or two symbols, of one bit each; those outside the alphabet are passed over. */
  private static int[] simple(BitStream in, int alphabet) {
    int[] lengths = new int[alphabet];
    boolean two = in.flag();
    mark(lengths, in.number(in.flag() ? 8 : 1));
    if (two) {
      mark(lengths, in.number(8));
    }
    return lengths;
  }

  private static void mark(int[] lengths, int symbol) {
    if (symbol < lengths.length) {
      lengths[symbol] = 1;
    }
  }

  private static int[] normal(BitStream in, int alphabet) {
    int[] lengthsOfLengths = new int[ORDER.length];
    int written = 4 + in.number(4);
    for (int i = 0; i < written; i++) {
      lengthsOfLengths[ORDER[i]] = in.number(3);
    }
    var code = PrefixCode.of(lengthsOfLengths);
    int most = alphabet;
    if (in.flag()) {
      most = 2 + in.number(2 + 2 * in.number(3));
      if (most > alphabet) {
        throw new DataException("a code has more lengths than symbols");
      }
    }
    return lengths(in, code, alphabet, most);
  }

  private static int[] lengths(BitStream in, PrefixCode code, int alphabet, int most) {
    int[] lengths = new int[alphabet];
    int before = 8;
    int at = 0;
    for (int read = 0; at < alphabet && read < most; read++) {
      int length = code.read(in);
      if (length < REPEATED) {
        lengths[at++] = length;
        before = length == 0 ? before : length;
        continue;
      }
      int kind = length - REPEATED;
      int end = at + REPEAT_LEAST[kind] + in.number(REPEAT_BITS[kind]);
      if (end > alphabet) {
        throw new DataException("a code has more lengths than symbols");
      }
      while (at < end) {
        lengths[at++] = kind == 0 ? before : 0;
      }
    }
    return lengths;
  }
}
