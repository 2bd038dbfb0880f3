package org.resnet4j.data.image;

/** How the values between pixels are found when an image is resized, as Pillow's filters do it. */
public enum Interpolation {
  /** A triangle, one pixel wide each way: torchvision's usual. */
  BILINEAR(1) {
    @Override
    double weight(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  },
  /** Keys' cubic with a = −½, two pixels wide each way: what timm's networks are often shown. */
  BICUBIC(2) {
    @Override
    double weight(double x) {
      double d = Math.abs(x);
      if (d < 1) {
        return (1.5 * d - 2.5) * d * d + 1;
      }
      return d < 2 ? (((d - 5) * d + 8) * d - 4) * -0.5 : 0;
    }
  };

  private final int support;

  Interpolation(int support) {
    this.support = support;
  }

  /** How far it reaches each way, in pixels of the larger grid. */
  int support() {
    return support;
  }

  /** The weight of a pixel at this distance, in pixels. */
  abstract double weight(double x);
}
