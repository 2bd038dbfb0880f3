package org.resnet4j.data.image;

import java.awt.image.Raster;
import org.resnet4j.data.Image;

/**
 * JPEGs with four inks, CMYK or YCCK, which the JDK reads only as raw bands. Converted as Pillow
 * does: 255 − k, less its share of the ink. Adobe's are stored inverted.
 */
final class InkJpeg {
  private InkJpeg() {}

  /** The markers before the image data. */
  private record Markers(int components, int adobeTransform) {
    static final int NO_ADOBE = -1;
  }

  static boolean is(byte[] file) {
    return file.length > 3
        && (file[0] & 0xff) == 0xff
        && (file[1] & 0xff) == 0xd8
        && markers(file).components == 4;
  }

  private static Markers markers(byte[] file) {
    int adobe = Markers.NO_ADOBE;
    int at = 2;
    while (at + 9 < file.length && (file[at] & 0xff) == 0xff) {
      int marker = file[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (marker == 0xda) {
        break;
      }
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
        return new Markers(file[at + 9] & 0xff, adobe);
      }
      if (marker == 0xee && at + 15 < file.length && file[at + 4] == 'A' && file[at + 5] == 'd') {
        adobe = file[at + 15] & 0xff;
      }
      at += 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
    }
    return new Markers(0, adobe);
  }

  /**
   * @param raw four bands, as stored in the file
   */
  static Image convert(Raster raw, byte[] file) {
    int adobe = markers(file).adobeTransform;
    int h = raw.getHeight();
    int w = raw.getWidth();
    Image out = Image.black(3, h, w);
    int[] row = new int[4 * w];
    int[] inks = new int[4];
    for (int y = 0; y < h; y++) {
      raw.getPixels(raw.getMinX(), raw.getMinY() + y, w, 1, row);
      for (int x = 0; x < w; x++) {
        System.arraycopy(row, 4 * x, inks, 0, 4);
        if (adobe == 2) {
          fromLumaAndChroma(inks);
        }
        for (int c = 0; c < 3; c++) {
          int ink = adobe == Markers.NO_ADOBE ? inks[c] : 255 - inks[c];
          int black = adobe == Markers.NO_ADOBE ? inks[3] : 255 - inks[3];
          out.pixels()[(c * h + y) * w + x] = (byte) light(ink, black);
        }
      }
    }
    return out;
  }

  // Y, Cb, Cr to C, M, Y: libjpeg's ycck_cmyk_convert, which is 255 less red, green, blue
  private static void fromLumaAndChroma(int[] inks) {
    double y = inks[0];
    double cb = inks[1] - 128.0;
    double cr = inks[2] - 128.0;
    inks[0] = clip(255 - Math.round(y + 1.402 * cr));
    inks[1] = clip(255 - Math.round(y - 0.344136 * cb - 0.714136 * cr));
    inks[2] = clip(255 - Math.round(y + 1.772 * cb));
  }

  private static int light(int ink, int black) {
    int white = 255 - black;
    int product = ink * white + 128;
    return clip(white - ((product + (product >> 8)) >> 8));
  }

  private static int clip(long value) {
    return Math.clamp(value, 0, 255);
  }
}
