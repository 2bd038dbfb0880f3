package org.resnet4j.data.pixels;

import org.resnet4j.data.Image;

/** The colour circle. */
public final class Hue {
  private Hue() {}

  /**
   * Rotates the hue of every pixel; saturation and brightness stay.
   *
   * @param turn share of the circle, −0.5 to 0.5
   */
  public static Image turned(Image image, double turn) {
    if (image.channels() == 1) {
      return image;
    }
    int plane = image.height() * image.width();
    Image out = Image.black(3, image.height(), image.width());
    double[] rgb = new double[3];
    for (int i = 0; i < plane; i++) {
      for (int c = 0; c < 3; c++) {
        rgb[c] = image.pixels()[c * plane + i] & 0xff;
      }
      turn(rgb, turn * 6);
      for (int c = 0; c < 3; c++) {
        out.pixels()[c * plane + i] = (byte) Math.clamp(Math.round(rgb[c]), 0, 255);
      }
    }
    return out;
  }

  // sixths is the turn in sixths of the circle
  private static void turn(double[] rgb, double sixths) {
    double high = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
    double low = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
    double span = high - low;
    if (span == 0) {
      return;
    }
    double hue;
    if (rgb[0] == high) {
      hue = (rgb[1] - rgb[2]) / span;
    } else if (rgb[1] == high) {
      hue = 2 + (rgb[2] - rgb[0]) / span;
    } else {
      hue = 4 + (rgb[0] - rgb[1]) / span;
    }
    hue += sixths;
    for (int c = 0; c < 3; c++) {
      double away = hue - 2 * c - 6 * Math.floor((hue - 2 * c) / 6); // [0, 6)
      double share = Math.clamp(2 - Math.min(away, 6 - away), 0, 1);
      rgb[c] = low + span * share;
    }
  }
}
