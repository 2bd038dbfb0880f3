package org.resnet4j.data.image.vp8l;

/**
 * Which codes which squares of a picture have, section 3.7.2.2.
 *
 * @param grid of the squares
 * @param numbers the number of each square's group
 * @param groups their codes, by number
 */
record PixelGroups(Grid grid, int[] numbers, PixelCodes[] groups) {

  /** {@return one group for all pixels, which is what pictures have that help to decode another} */
  static PixelGroups one(BitStream in, int cached) {
    return new PixelGroups(Grid.ONE, new int[1], new PixelCodes[] {PixelCodes.read(in, cached)});
  }

  /** {@return the groups of the picture itself} */
  static PixelGroups read(BitStream in, int width, int height, int cached) {
    if (!in.flag()) {
      return one(in, cached);
    }
    var grid = Grid.read(in, width);
    int[] numbers = grid.values(in, height);
    int last = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = numbers[i] >> 8 & 0xffff;
      last = Math.max(last, numbers[i]);
    }
    var groups = new PixelCodes[last + 1];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = PixelCodes.read(in, cached);
    }
    return new PixelGroups(grid, numbers, groups);
  }

  /** {@return the codes of a pixel} */
  PixelCodes at(int x, int y) {
    return groups[numbers[grid.place(x, y)]];
  }
}
