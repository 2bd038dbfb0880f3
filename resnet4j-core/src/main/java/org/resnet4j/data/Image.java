package org.resnet4j.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * An image of bytes, plane after plane: (C, H, W), row-major, values 0 to 255 unsigned. The array
 * is not copied; the caller gives it up.
 *
 * @param channels C: 1 (grey) or 3 (red, green, blue)
 * @param height H, in pixels
 * @param width W, in pixels
 * @param pixels C·H·W bytes
 */
public record Image(int channels, int height, int width, byte[] pixels) {
  /**
   * Checks that the array fits the shape.
   *
   * @throws DataException if a side is less than 1, or the number of bytes is not C·H·W
   */
  public Image {
    int wanted = new ImageShape(channels, height, width).length();
    if (pixels.length != wanted) {
      throw new DataException(
          "an image of %dx%dx%d needs %d bytes, got %d"
              .formatted(channels, height, width, wanted, pixels.length));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image image
        && shape().equals(image.shape())
        && Arrays.equals(pixels, image.pixels);
  }

  @Override
  public int hashCode() {
    return Objects.hash(shape(), Arrays.hashCode(pixels));
  }

  /**
   * {@return a black image, of zeros}
   *
   * @param channels 1 (grey) or 3 (red, green, blue)
   * @param height in pixels, at least 1
   * @param width in pixels, at least 1
   * @throws ArithmeticException if it has more than 2³¹ − 1 values
   */
  public static Image black(int channels, int height, int width) {
    var shape = new ImageShape(channels, height, width);
    return new Image(channels, height, width, new byte[shape.length()]);
  }

  /** {@return (C, H, W)} */
  public ImageShape shape() {
    return new ImageShape(channels, height, width);
  }

  /**
   * {@return one value, 0 to 255}
   *
   * @param channel from 0
   * @param y the row, from 0 at the top
   * @param x the column, from 0 at the left
   */
  public int at(int channel, int y, int x) {
    return pixels[(channel * height + y) * width + x] & 0xff;
  }

  /**
   * {@return the same image in three planes (grey repeated) or in one (ITU-R 601 luma, as Pillow's
   * mode L); this image itself where nothing changes}
   *
   * @param wanted the number of channels, 1 or 3
   * @throws DataException if there is no such conversion
   */
  public Image withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    int plane = height * width;
    byte[] out = new byte[wanted * plane];
    if (channels == 1) {
      for (int c = 0; c < wanted; c++) {
        System.arraycopy(pixels, 0, out, c * plane, plane);
      }
    } else if (channels == 3 && wanted == 1) {
      for (int i = 0; i < plane; i++) {
        out[i] = (byte) luma(i, plane);
      }
    } else {
      throw new DataException(
          "an image of %d channels cannot be converted to one of %d".formatted(channels, wanted));
    }
    return new Image(wanted, height, width, out);
  }

  private int luma(int i, int plane) {
    int red = pixels[i] & 0xff;
    int green = pixels[plane + i] & 0xff;
    int blue = pixels[2 * plane + i] & 0xff;
    return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
  }
}
