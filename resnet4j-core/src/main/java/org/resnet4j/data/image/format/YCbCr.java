package org.resnet4j.data.image.format;

/** Luma and chroma of JPEG (JFIF, ITU-R 601, all of 0 to 255) to light, to libjpeg's last bit. */
final class YCbCr {
  private static final int HALF = 1 << 15;
  private static final int[] CR_RED = new int[256];
  private static final int[] CR_GREEN = new int[256];
  private static final int[] CB_GREEN = new int[256];
  private static final int[] CB_BLUE = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      int x = i - 128;
      CR_RED[i] = (fixed(1.402) * x + HALF) >> 16;
      CB_BLUE[i] = (fixed(1.772) * x + HALF) >> 16;
      CR_GREEN[i] = -fixed(0.71414) * x;
      CB_GREEN[i] = -fixed(0.34414) * x + HALF;
    }
  }

  private YCbCr() {}

  private static int fixed(double x) {
    return (int) (x * 65536 + 0.5);
  }

  static int red(int y, int cr) {
    return clip(y + CR_RED[cr]);
  }

  static int green(int y, int cb, int cr) {
    return clip(y + ((CB_GREEN[cb] + CR_GREEN[cr]) >> 16));
  }

  static int blue(int y, int cb) {
    return clip(y + CB_BLUE[cb]);
  }

  private static int clip(int value) {
    return value < 0 ? 0 : Math.min(value, 255);
  }
}
