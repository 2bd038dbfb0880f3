package org.resnet4j.data.pixels;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Resampling;

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
    Image padded = padTo(image, size);
    // halves round to even, as in Python
    int top = (int) Math.rint((padded.height() - size) / 2.0);
    int left = (int) Math.rint((padded.width() - size) / 2.0);
    return crop(padded, top, left, size, size);
  }

  /** Padded with black where a side is shorter than {@code size}. */
  public static Image padTo(Image image, int size) {
    int height = Math.max(size, image.height());
    int width = Math.max(size, image.width());
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
    int h = image.height();
    int w = image.width();
    int longer = (int) ((long) size * Math.max(h, w) / Math.min(h, w));
    return h <= w ? Resampling.resize(image, size, longer) : Resampling.resize(image, longer, size);
  }
}
