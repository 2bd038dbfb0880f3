package org.resnet4j.data.image.vp8;

import java.util.Arrays;

/**
 * Luma or chroma of whole blocks, with what stands for pixels beyond the frame: a row of 127 above,
 * a column of 129 at the left, and four more of 127 above at the right.
 */
final class Plane {
  private static final int LEFT = 1;
  private static final int RIGHT = 4;

  private final int stride;
  private final byte[] pixels;

  Plane(int width, int height) {
    stride = LEFT + width + RIGHT;
    pixels = new byte[Math.multiplyExact(stride, height + 1)];
    Arrays.fill(pixels, 0, stride, (byte) 127);
    for (int y = 1; y <= height; y++) {
      pixels[y * stride] = (byte) 129;
    }
  }

  int stride() {
    return stride;
  }

  /** {@return the place of a pixel} */
  int place(int x, int y) {
    return (y + 1) * stride + LEFT + x;
  }

  int at(int place) {
    return pixels[place] & 0xff;
  }

  /** Sets a pixel to a value, cut off to 0 to 255. */
  void set(int place, int value) {
    pixels[place] = (byte) (value < 0 ? 0 : Math.min(value, 255));
  }

  void add(int place, int difference) {
    set(place, at(place) + difference);
  }
}
