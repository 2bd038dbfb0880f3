package org.resnet4j.data.image.vp8l;

/**
 * A picture in squares, each of which has a value.
 *
 * @param bits of a square's side, which is a power of two
 * @param columns of squares
 */
record Squares(int bits, int columns) {
  /** One square, larger than any picture. */
  static final Squares ONE = new Squares(14, 1);

  /** {@return the squares that follow, for a picture of this width} */
  static Squares read(BitStream in, int width) {
    int bits = in.number(3) + 2;
    return new Squares(bits, count(width, bits));
  }

  /** {@return where the value of a pixel's square stands} */
  int place(int x, int y) {
    return (y >> bits) * columns + (x >> bits);
  }

  /** {@return how many squares, or bundles of pixels, cover a length} */
  static int count(int length, int bits) {
    return length + (1 << bits) - 1 >> bits;
  }
}
