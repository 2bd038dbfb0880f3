package org.resnet4j.data.image.vp8l;

/**
 * The five codes of a group of pixels, section 3.7.2.
 *
 * @param green or a length, or a place in the cache of colours
 * @param distance of what is repeated
 */
record PixelCodes(
    PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {
  static final int LITERALS = 256;
  static final int LENGTHS = 24;
  private static final int DISTANCES = 40;

  /** {@return the codes that follow, for a cache of so many colours} */
  static PixelCodes read(BitStream in, int cached) {
    return new PixelCodes(
        CodeLengths.code(in, LITERALS + LENGTHS + cached),
        CodeLengths.code(in, LITERALS),
        CodeLengths.code(in, LITERALS),
        CodeLengths.code(in, LITERALS),
        CodeLengths.code(in, DISTANCES));
  }

  /** {@return a pixel whose green is known} */
  int literal(BitStream in, int green) {
    int red = this.red.read(in);
    int blue = this.blue.read(in);
    return alpha.read(in) << 24 | red << 16 | green << 8 | blue;
  }

  /** {@return a length or distance of which the prefix is known, section 3.6.2.2} */
  static int value(BitStream in, int prefix) {
    if (prefix < 4) {
      return prefix + 1;
    }
    int bits = prefix - 2 >> 1;
    return (2 + (prefix & 1) << bits) + in.number(bits) + 1;
  }
}
