package org.resnet4j.data.image.format;

/** Cyan, magenta, yellow and black, 0 to 255, to light, as Pillow converts them. */
final class Inks {
  private Inks() {}

  /** {@return the light that one ink and black leave: what black leaves, less the ink's share} */
  static byte light(int ink, int black) {
    int white = 255 - black;
    int product = ink * white + 128;
    return (byte) Math.clamp(white - ((product + (product >> 8)) >> 8), 0, 255);
  }
}
