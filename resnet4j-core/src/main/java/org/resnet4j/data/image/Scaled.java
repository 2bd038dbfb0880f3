package org.resnet4j.data.image;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;

/**
 * An image at another size of which only the part that is asked for is computed, so that a crop of
 * a picture of 6000 × 1 pixels, scaled to 256 rows, takes no room for its 1,536,000 columns.
 *
 * @param image as it is
 * @param height H of the whole at its new size, in pixels, at least 1
 * @param width W of the whole at its new size, in pixels, at least 1
 * @param how the values between pixels are found
 */
public record Scaled(Image image, int height, int width, Interpolation how) {
  /**
   * {@return an image at its own size}
   *
   * @param image any image
   */
  public static Scaled same(Image image) {
    return new Scaled(image, image.height(), image.width(), Interpolation.BILINEAR);
  }

  /**
   * {@return an image whose shorter side is to have this length, the longer one rounded down:
   * torchvision's rounding}
   *
   * @param image any image
   * @param size of the shorter side, in pixels
   * @param how the values between pixels are found
   * @throws DataException if the longer side would have more than 2³¹ − 1 pixels
   */
  public static Scaled shorterSide(Image image, int size, Interpolation how) {
    int h = image.height();
    int w = image.width();
    int longer = length((long) size * Math.max(h, w) / Math.min(h, w), image);
    return h <= w ? new Scaled(image, size, longer, how) : new Scaled(image, longer, size, how);
  }

  /**
   * {@return an image in its own proportions that is to cover a rectangle: one side is as long as
   * the rectangle's, the other as long or longer}
   *
   * @param image any image
   * @param height of the rectangle, in pixels
   * @param width of the rectangle, in pixels
   * @param how the values between pixels are found
   * @throws DataException if the longer side would have more than 2³¹ − 1 pixels
   */
  public static Scaled covering(Image image, int height, int width, Interpolation how) {
    long h = image.height();
    long w = image.width();
    return h * width <= w * height
        ? new Scaled(image, height, length(height * w / h, image), how)
        : new Scaled(image, length(width * h / w, image), width, how);
  }

  private static int length(long pixels, Image image) {
    if (pixels > Integer.MAX_VALUE) {
      throw tooLarge(image, "a side of %d pixels".formatted(pixels));
    }
    return (int) pixels;
  }

  /**
   * {@return the whole image at its new size; the image itself where that is its own}
   *
   * @throws DataException if it has more than {@link ImageDecoder#MOST_PIXELS} pixels
   */
  public Image whole() {
    return part(new Window(0, 0, height, width));
  }

  /**
   * {@return a part of the image at its new size, to the byte as in the whole}
   *
   * @param window the part, inside 0 … {@link #height} and 0 … {@link #width}
   * @throws DataException if it has more than {@link ImageDecoder#MOST_PIXELS} pixels
   */
  public Image part(Window window) {
    long pixels = (long) window.height() * window.width();
    if (pixels > ImageDecoder.MOST_PIXELS) {
      throw tooLarge(image, "%d x %d pixels".formatted(window.width(), window.height()));
    }
    var scaled = new ImageShape(image.channels(), height, width);
    return Resampling.part(image, scaled, how, window);
  }

  private static DataException tooLarge(Image image, String what) {
    return new DataException(
        "an image of %d x %d pixels, resized in proportion, would have %s, more than the limit of %d pixels"
            .formatted(image.width(), image.height(), what, ImageDecoder.MOST_PIXELS));
  }
}
