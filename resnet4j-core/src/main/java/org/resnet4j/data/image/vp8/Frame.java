package org.resnet4j.data.image.vp8;

import org.resnet4j.data.Image;

/** The planes of a frame: luma, and two of chroma at half its size. */
record Frame(int width, int height, Plane luma, Plane u, Plane v) {

  static Frame of(int width, int height) {
    int w = (width + 15) / 16 * 16;
    int h = (height + 15) / 16 * 16;
    return new Frame(
        width, height, new Plane(w, h), new Plane(w / 2, h / 2), new Plane(w / 2, h / 2));
  }

  Plane plane(int index) {
    return switch (index) {
      case 0 -> luma;
      case 1 -> u;
      default -> v;
    };
  }

  /** {@return the frame in red, green and blue, chroma spread as libwebp does: 9, 3, 3 and 1} */
  Image light() {
    Image out = Image.black(3, height, width);
    int plane = height * width;
    byte[] pixels = out.pixels();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int luma16 = this.luma.at(this.luma.place(x, y)) * 19077 >> 8;
        int cu = spread(u, x, y);
        int cv = spread(v, x, y);
        int at = y * width + x;
        pixels[at] = light(luma16 + (cv * 26149 >> 8) - 14234);
        pixels[plane + at] = light(luma16 - (cu * 6419 >> 8) - (cv * 13320 >> 8) + 8708);
        pixels[2 * plane + at] = light(luma16 + (cu * 33050 >> 8) - 17685);
      }
    }
    return out;
  }

  private static byte light(int value) {
    return (byte) Math.clamp(value >> 6, 0, 255);
  }

  private int spread(Plane chroma, int x, int y) {
    int otherX = neighbour(x, width);
    int otherY = neighbour(y, height);
    int near = chroma.at(chroma.place(x / 2, y / 2));
    int below = chroma.at(chroma.place(x / 2, otherY));
    if (otherX == x / 2) {
      return 3 * near + below + 2 >> 2;
    }
    int beside = chroma.at(chroma.place(otherX, y / 2));
    int across = chroma.at(chroma.place(otherX, otherY));
    int all = near + below + beside + across + 8;
    return (all + 2 * (below + beside) >> 3) + near >> 1;
  }

  /** The next sample of chroma on the side where the pixel lies; at the edges the same. */
  private static int neighbour(int pixel, int length) {
    int other = pixel % 2 == 0 ? pixel / 2 - 1 : pixel / 2 + 1;
    return other < 0 || other > (length - 1) / 2 ? pixel / 2 : other;
  }
}
