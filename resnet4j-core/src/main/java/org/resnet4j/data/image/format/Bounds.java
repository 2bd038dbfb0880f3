package org.resnet4j.data.image.format;

import org.resnet4j.data.DataException;

/** What a picture may claim to be before it is decoded. */
public final class Bounds {
  /** Pillow's bound against decompression bombs: an image with more pixels is refused. */
  public static final long MOST_PIXELS = 178_956_970;

  /** One bit a pixel, deflated 1032 : 1: what PNG and TIFF can pack into a byte. */
  static final long DEFLATED = 8 * 1032;

  /** WebP of one colour takes less. */
  static final long WEBP = 32_768;

  private Bounds() {}

  /**
   * Refuses a picture by its size alone.
   *
   * @param bytes of the file
   * @param most pixels that the format packs into a byte
   * @throws DataException if it has no pixel, or more than the limit or than the bytes can hold
   */
  static void check(String name, long width, long height, int bytes, long most) {
    if (width < 1 || height < 1) {
      throw new DataException("%s has no pixels: %d x %d".formatted(name, width, height));
    }
    if (width * height > MOST_PIXELS) {
      throw new DataException(
          "%s claims %d x %d pixels; the limit is %d".formatted(name, width, height, MOST_PIXELS));
    }
    if (width * height > most * bytes) {
      throw new DataException(
          "%s claims %d x %d pixels, which its %d bytes cannot hold"
              .formatted(name, width, height, bytes));
    }
  }
}
