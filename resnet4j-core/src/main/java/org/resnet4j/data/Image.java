package org.resnet4j.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * An image of bytes, plane after plane: (C, H, W), row-major, values 0 to 255 unsigned. The array
 * is not copied; the caller gives it up.
 *
 * @param channels 1 (grey) or 3 (red, green, blue)
 */
public record Image(int channels, int height, int width, byte[] pixels) {
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

  /** A black image. */
  public static Image black(int channels, int height, int width) {
    return new Image(channels, height, width, new byte[channels * height * width]);
  }

  public ImageShape shape() {
    return new ImageShape(channels, height, width);
  }

  /** One value, 0 to 255. */
  public int at(int channel, int y, int x) {
    return pixels[(channel * height + y) * width + x] & 0xff;
  }

  /** The same image in three planes (grey repeated) or in one (ITU-R 601 luma, as Pillow's L). */
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
