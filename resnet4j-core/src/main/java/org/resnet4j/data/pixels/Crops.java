package org.resnet4j.data.pixels;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Interpolation;
import org.resnet4j.data.image.Scaled;
import org.resnet4j.data.image.Window;

/** Crops of images, and images at other sizes, with torchvision's rounding. */
public final class Crops {
  private Crops() {}

  /** The crop of this size with its corner at (top, left). */
  public static Image crop(Image image, int top, int left, int height, int width) {
    if (top < 0 || left < 0 || top + height > image.height() || left + width > image.width()) {
      throw new DataException(
          "a crop of %dx%d at (%d, %d) is not inside an image of %s"
              .formatted(height, width, top, left, image.shape()));
    }
    Image out = Image.black(image.channels(), height, width);
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < height; y++) {
        int from = (c * image.height() + top + y) * image.width() + left;
        System.arraycopy(image.pixels(), from, out.pixels(), (c * height + y) * width, width);
      }
    }
    return out;
  }

  /** The centre square; an image smaller than that is first padded with black. */
  public static Image centre(Image image, int size) {
    return centre(Scaled.same(image), size, size);
  }

  /** The centre of an image at its new size, padded with black where it is smaller. */
  public static Image centre(Scaled image, int height, int width) {
    return part(image, middle(image.height(), height), middle(image.width(), width), height, width);
  }

  /** Where a crop begins, in the padded image; halves round to even, as in Python. */
  private static int middle(int length, int size) {
    return (int) Math.rint((Math.max(length, size) - size) / 2.0);
  }

  /**
   * The crop of this size with its corner at (top, left) of an image at its new size, which is
   * first padded with black where it is smaller.
   */
  public static Image part(Scaled image, int top, int left, int height, int width) {
    boolean low = image.height() < height;
    boolean narrow = image.width() < width;
    var there =
        image.part(
            new Window(
                low ? 0 : top,
                narrow ? 0 : left,
                low ? image.height() : height,
                narrow ? image.width() : width));
    return padTo(there, height, width);
  }

  /** Padded with black where a side is shorter. */
  private static Image padTo(Image image, int least, int leastWidth) {
    int height = Math.max(least, image.height());
    int width = Math.max(leastWidth, image.width());
    if (height == image.height() && width == image.width()) {
      return image;
    }
    int top = (height - image.height()) / 2;
    int left = (width - image.width()) / 2;
    Image out = Image.black(image.channels(), height, width);
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < image.height(); y++) {
        int from = (c * image.height() + y) * image.width();
        int to = (c * height + top + y) * width + left;
        System.arraycopy(image.pixels(), from, out.pixels(), to, image.width());
      }
    }
    return out;
  }

  /** The same image with its shorter side at {@code size}, the longer rounded down. */
  public static Image shorterSide(Image image, int size) {
    return Scaled.shorterSide(image, size, Interpolation.BILINEAR).whole();
  }
}
