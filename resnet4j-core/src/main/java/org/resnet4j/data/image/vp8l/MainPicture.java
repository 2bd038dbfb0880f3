package org.resnet4j.data.image.vp8l;

/** The picture that is seen, as it is before its transforms are undone, section 3.7.2. */
final class MainPicture {
  private MainPicture() {}

  /** {@return its pixels, row after row} */
  static int[] read(BitStream in, int width, int height) {
    var cache = ColourCache.read(in);
    var groups =
        in.flag() ? groups(in, width, height, cache.size()) : PixelGroups.one(in, cache.size());
    return CodedPixels.read(in, width, height, cache, groups);
  }

  private static PixelGroups groups(BitStream in, int width, int height, int cached) {
    var squares = Squares.read(in, width);
    int[] numbers = HelperPicture.read(in, squares, height);
    int last = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = numbers[i] >> 8 & 0xffff;
      last = Math.max(last, numbers[i]);
    }
    var groups = new PixelCodes[last + 1];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = PixelCodes.read(in, cached);
    }
    return new PixelGroups(squares, numbers, groups);
  }
}
