package org.resnet4j.data;

/**
 * The shape (C, H, W) of an image.
 *
 * @param channels C: 1 for grey, 3 for colour
 * @param height H, in pixels
 * @param width W, in pixels
 */
public record ImageShape(int channels, int height, int width) {
  /**
   * Checks that the shape is not empty.
   *
   * @throws DataException if a component is less than 1
   */
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new DataException(
          "an image of %dx%dx%d (channels x height x width) is empty"
              .formatted(channels, height, width));
    }
  }

  /**
   * {@return C·H·W, the number of values of such an image}
   *
   * @throws ArithmeticException if it does not fit in an {@code int}
   */
  public int length() {
    return Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }

  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
