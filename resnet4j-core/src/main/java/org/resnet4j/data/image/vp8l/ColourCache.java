package org.resnet4j.data.image.vp8l;

import org.resnet4j.data.DataException;

/** Colours that were seen lately, by their hash, section 3.6.2.3. */
final class ColourCache {
  private static final int MOST_BITS = 11;
  private final int[] colours;
  private final int shift;

  private ColourCache(int bits) {
    colours = new int[1 << bits];
    shift = 32 - bits;
  }

  /** {@return the cache that is announced, of no colours if there is none} */
  static ColourCache read(BitStream in) {
    if (!in.flag()) {
      return new ColourCache(0);
    }
    int bits = in.number(4);
    if (bits < 1 || bits > MOST_BITS) {
      throw new DataException("a cache of colours has 2^%d of them".formatted(bits));
    }
    return new ColourCache(bits);
  }

  int size() {
    return shift == 32 ? 0 : colours.length;
  }

  int at(int place) {
    return colours[place];
  }

  /** Remembers pixels from one to before another. */
  void add(int[] pixels, int from, int end) {
    for (int i = from; i < end && shift < 32; i++) {
      colours[0x1e35a7bd * pixels[i] >>> shift] = pixels[i];
    }
  }
}
