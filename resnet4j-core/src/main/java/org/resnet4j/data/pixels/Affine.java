package org.resnet4j.data.pixels;

import org.resnet4j.data.Image;

/**
 * A linear map of the plane about the image's centre, from places in the output to places in the
 * input; the nearest pixel is used, and black outside the image.
 */
public record Affine(double xx, double xy, double dx, double yx, double yy, double dy) {
  public static Affine shearX(double slope) {
    return new Affine(1, slope, 0, 0, 1, 0);
  }

  public static Affine shearY(double slope) {
    return new Affine(1, 0, 0, slope, 1, 0);
  }

  public static Affine translate(double right, double down) {
    return new Affine(1, 0, -right, 0, 1, -down);
  }

  /** Counter-clockwise, in degrees. */
  public static Affine rotate(double degrees) {
    double angle = StrictMath.toRadians(degrees);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return new Affine(cos, -sin, 0, sin, cos, 0);
  }

  public Image apply(Image image) {
    int h = image.height();
    int w = image.width();
    Image out = Image.black(image.channels(), h, w);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double fromCentreX = x + 0.5 - w / 2.0;
        double fromCentreY = y + 0.5 - h / 2.0;
        int sourceX = (int) Math.floor(xx * fromCentreX + xy * fromCentreY + dx + w / 2.0);
        int sourceY = (int) Math.floor(yx * fromCentreX + yy * fromCentreY + dy + h / 2.0);
        if (sourceX >= 0 && sourceX < w && sourceY >= 0 && sourceY < h) {
          for (int c = 0; c < image.channels(); c++) {
            out.pixels()[(c * h + y) * w + x] = image.pixels()[(c * h + sourceY) * w + sourceX];
          }
        }
      }
    }
    return out;
  }
}
