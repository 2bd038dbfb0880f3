package org.resnet4j.data.image.format;

/**
 * What the markers before the image data of a JPEG say of its colours.
 *
 * @param components how many there are; 0 if no frame was found
 * @param ids the first three components' identifiers, one byte each
 * @param jfif whether there is a JFIF marker, which means YCbCr
 * @param adobe the transform of Adobe's marker, or {@link #NONE}
 * @param low the components of full width and half height, a bit each from the lowest
 */
record JpegHead(int components, int ids, boolean jfif, int adobe, int low) {
  static final int NONE = -1;
  private static final int JFIF_LENGTH = 16; // libjpeg ignores shorter ones
  private static final int ADOBE_LENGTH = 14;
  private static final int RGB_LETTERS = 'R' << 16 | 'G' << 8 | 'B';

  static JpegHead of(byte[] file) {
    int adobe = NONE;
    boolean jfif = false;
    int at = 2;
    while (at + 9 < file.length) {
      if (byteAt(file, at) != 0xff) { // libjpeg skips what is between markers
        at++;
        continue;
      }
      int marker = byteAt(file, at + 1);
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (marker == 0xda || marker == 0xd9) {
        break;
      }
      if (frame(marker)) {
        return frameAt(file, at, jfif, adobe);
      }
      int length = byteAt(file, at + 2) << 8 | byteAt(file, at + 3);
      jfif |= marker == 0xe0 && length >= JFIF_LENGTH && text(file, at + 4, "JFIF\0");
      boolean whole = length >= ADOBE_LENGTH && at + ADOBE_LENGTH + 2 <= file.length;
      if (marker == 0xee && whole && text(file, at + 4, "Adobe")) {
        adobe = byteAt(file, at + 15);
      }
      boolean alone = marker == 0 || marker == 1 || marker >= 0xd0 && marker <= 0xd8;
      at += alone ? 2 : 2 + length;
    }
    return new JpegHead(0, 0, jfif, adobe, 0);
  }

  /** {@return whether three components are YCbCr, and four YCCK: libjpeg's rule} */
  boolean lumaAndChroma() {
    if (components == 4) {
      return adobe > 0;
    }
    if (jfif) {
      return true;
    }
    return adobe == NONE ? ids != RGB_LETTERS : adobe != 0;
  }

  private static boolean frame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static JpegHead frameAt(byte[] file, int at, boolean jfif, int adobe) {
    int components = byteAt(file, at + 9);
    int ids = 0;
    for (int i = 0; i < Math.min(3, components) && at + 10 + 3 * i < file.length; i++) {
      ids = ids << 8 | byteAt(file, at + 10 + 3 * i);
    }
    return new JpegHead(components, ids, jfif, adobe, low(file, at, components));
  }

  private static int low(byte[] file, int at, int components) {
    int across = 0;
    int down = 0;
    int known = Math.min(components, (file.length - at - 10) / 3);
    for (int i = 0; i < known; i++) {
      across = Math.max(across, byteAt(file, at + 11 + 3 * i) >> 4);
      down = Math.max(down, byteAt(file, at + 11 + 3 * i) & 15);
    }
    int low = 0;
    for (int i = 0; i < Math.min(known, Integer.SIZE); i++) {
      int sampling = byteAt(file, at + 11 + 3 * i);
      low |= sampling >> 4 == across && 2 * (sampling & 15) == down ? 1 << i : 0;
    }
    return low;
  }

  private static boolean text(byte[] file, int at, String wanted) {
    for (int i = 0; i < wanted.length(); i++) {
      if (at + i >= file.length || file[at + i] != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int byteAt(byte[] file, int at) {
    return file[at] & 0xff;
  }
}
