package org.resnet4j.data.image.vp8l;

/**
 * Which codes which squares of a picture have, section 3.7.2.2.
 *
 * @param squares of the picture
 * @param numbers the number of each square's group
 * @param groups their codes, by number
 */
record PixelGroups(Squares squares, int[] numbers, PixelCodes[] groups) {

  /** {@return one group for all pixels, which is what pictures have that help to decode another} */
  static PixelGroups one(BitStream in, int cached) {
    return new PixelGroups(Squares.ONE, new int[1], new PixelCodes[] {PixelCodes.read(in, cached)});
  }

  /** {@return the codes of a pixel} */
  PixelCodes at(int x, int y) {
    return groups[numbers[squares.place(x, y)]];
  }
}
