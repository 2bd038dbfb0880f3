package org.resnet4j.data.image.vp8l;

/** What a pixel is expected to be from those before it, section 3.5.1. */
final class Predictors {
  static final int BLACK = 0xff000000;

  private Predictors() {}

  /**
   * {@return the expected pixel}
   *
   * @param mode 0 to 15
   * @param left the pixel to the left
   * @param pixels all, row after row
   * @param above where the pixel above stands
   */
  static int expected(int mode, int left, int[] pixels, int above) {
    int top = pixels[above];
    return switch (mode) {
      case 1 -> left;
      case 2 -> top;
      case 3 -> pixels[above + 1];
      case 4 -> pixels[above - 1];
      case 5 -> average(average(left, pixels[above + 1]), top);
      case 6 -> average(left, pixels[above - 1]);
      case 7 -> average(left, top);
      case 8 -> average(pixels[above - 1], top);
      case 9 -> average(top, pixels[above + 1]);
      case 10 -> average(average(left, pixels[above - 1]), average(top, pixels[above + 1]));
      case 11 -> nearer(left, top, pixels[above - 1]);
      case 12 -> sloped(left, top, pixels[above - 1]);
      case 13 -> halfSloped(average(left, top), pixels[above - 1]);
      default -> BLACK;
    };
  }

  /** {@return the sum, byte by byte} */
  static int sum(int a, int b) {
    int odd = (a & 0xff00ff00) + (b & 0xff00ff00);
    int even = (a & 0x00ff00ff) + (b & 0x00ff00ff);
    return odd & 0xff00ff00 | even & 0x00ff00ff;
  }

  private static int average(int a, int b) {
    return ((a ^ b) >>> 1 & 0x7f7f7f7f) + (a & b);
  }

  private static int nearer(int left, int top, int corner) {
    int toLeft = 0;
    int toTop = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int c = corner >> shift & 0xff;
      toLeft += Math.abs((top >> shift & 0xff) - c);
      toTop += Math.abs((left >> shift & 0xff) - c);
    }
    return toLeft < toTop ? left : top;
  }

  private static int sloped(int left, int top, int corner) {
    int out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int value = (left >> shift & 0xff) + (top >> shift & 0xff) - (corner >> shift & 0xff);
      out |= Math.clamp(value, 0, 255) << shift;
    }
    return out;
  }

  private static int halfSloped(int mean, int corner) {
    int out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int value = mean >> shift & 0xff;
      out |= Math.clamp(value + (value - (corner >> shift & 0xff)) / 2, 0, 255) << shift;
    }
    return out;
  }
}
