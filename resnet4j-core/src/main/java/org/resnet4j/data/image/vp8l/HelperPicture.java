package org.resnet4j.data.image.vp8l;

/** A picture within the stream that helps to decode the one that is seen, section 3.7.1. */
final class HelperPicture {
  private HelperPicture() {}

  /** {@return its pixels, row after row} */
  static int[] read(BitStream in, int width, int height) {
    var cache = ColourCache.read(in);
    var groups = PixelGroups.one(in, cache.size());
    return CodedPixels.read(in, width, height, cache, groups);
  }

  /** {@return a value for each square of a picture of this height} */
  static int[] read(BitStream in, Squares squares, int height) {
    return read(in, squares.columns(), Squares.count(height, squares.bits()));
  }
}
