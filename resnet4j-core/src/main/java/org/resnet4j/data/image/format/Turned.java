package org.resnet4j.data.image.format;

import org.resnet4j.data.Image;

/** Pictures of which the first pixel stored is not the one at the top left. */
public final class Turned {
  private Turned() {}

  /**
   * Turns a picture.
   *
   * @param image as stored
   * @param orientation 1 to 8, as in TIFF and EXIF; of any other number it is upright
   * @return the image as it was seen
   */
  public static Image upright(Image image, int orientation) {
    boolean swapped = orientation >= 5 && orientation <= 8;
    int h = swapped ? image.width() : image.height();
    int w = swapped ? image.height() : image.width();
    Image out = Image.black(image.channels(), h, w);
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
          int right = w - 1 - x;
          int up = h - 1 - y;
          out.pixels()[(c * h + y) * w + x] =
              (byte)
                  switch (orientation) {
                    case 2 -> image.at(c, y, right);
                    case 3 -> image.at(c, up, right);
                    case 4 -> image.at(c, up, x);
                    case 5 -> image.at(c, x, y);
                    case 6 -> image.at(c, right, y);
                    case 7 -> image.at(c, right, up);
                    case 8 -> image.at(c, x, up);
                    default -> image.at(c, y, x);
                  };
        }
      }
    }
    return out;
  }
}
