package org.resnet4j.data.image;

import org.resnet4j.data.DataException;

/** What a picture may claim to be before it is decoded. */
final class Bounds {
  /** No format packs more pixels into a byte: PNG with one bit a pixel, deflated 1032 : 1. */
  private static final long PIXELS_PER_BYTE = 8 * 1032;

  private Bounds() {}

  /**
   * Refuses a picture by its size alone.
   *
   * @param bytes of the file
   * @throws DataException if it has no pixel, or more than the limit or than the bytes can hold
   */
  static void check(String name, long width, long height, int bytes) {
    if (width < 1 || height < 1) {
      throw new DataException("%s has no pixels: %d x %d".formatted(name, width, height));
    }
    if (width * height > ImageDecoder.MOST_PIXELS) {
      throw new DataException(
          "%s claims %d x %d pixels; the limit is %d"
              .formatted(name, width, height, ImageDecoder.MOST_PIXELS));
    }
    if (width * height > PIXELS_PER_BYTE * bytes) {
      throw new DataException(
          "%s claims %d x %d pixels, which its %d bytes cannot hold"
              .formatted(name, width, height, bytes));
    }
  }
}
