package org.resnet4j.data.image.jpeg;

/** The order in which a block's coefficients are coded (T.81, figure A.6). */
final class Zigzag {
  /** By the place in the codes: the place in rows of 8. */
  static final int[] NATURAL = new int[64];

  static {
    int row = 0;
    int column = 0;
    for (int k = 0; k < 64; k++) {
      NATURAL[k] = 8 * row + column;
      boolean up = (row + column) % 2 == 0;
      if (up ? column == 7 : row == 7) {
        row += up ? 1 : 0;
        column += up ? 0 : 1;
      } else if (up ? row == 0 : column == 0) {
        row += up ? 0 : 1;
        column += up ? 1 : 0;
      } else {
        row += up ? -1 : 1;
        column += up ? 1 : -1;
      }
    }
  }

  private Zigzag() {}
}
