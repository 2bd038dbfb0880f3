package org.resnet4j.data.image.jpeg;

/**
 * What the segments before the image data of a JPEG say of its colours.
 *
 * @param components how many there are; 0 if no frame was found
 * @param ids the first three components' identifiers, one byte each
 * @param jfif whether there is a JFIF marker, which means YCbCr
 * @param adobe the transform of Adobe's marker, or {@link #NONE}
 * @param low the components of full width and half height, a bit each from the lowest
 */
public record JpegHead(int components, int ids, boolean jfif, int adobe, int low) {
  static final int NONE = -1;
  private static final int JFIF_BYTES = 14; // libjpeg ignores shorter ones
  private static final int ADOBE_BYTES = 12;
  private static final int RGB_LETTERS = 'R' << 16 | 'G' << 8 | 'B';

  /**
   * {@return what the head of a file says}
   *
   * @param file from its marker SOI on
   */
  public static JpegHead of(byte[] file) {
    int adobe = NONE;
    boolean jfif = false;
    var segments = new MarkerSegments(file, 0, file.length);
    while (segments.next() && segments.marker() != MarkerSegments.SCAN) {
      int marker = segments.marker();
      if (frame(marker)) {
        return frameAt(file, segments.from(), segments.end(), jfif, adobe);
      }
      jfif |= marker == 0xe0 && segments.beginsWith("JFIF\0", JFIF_BYTES);
      if (marker == 0xee && segments.beginsWith("Adobe", ADOBE_BYTES)) {
        adobe = file[segments.from() + 11] & 0xff;
      }
    }
    return new JpegHead(0, 0, jfif, adobe, 0);
  }

  /** {@return whether three components are YCbCr, and four YCCK: libjpeg's rule} */
  public boolean lumaAndChroma() {
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

  private static JpegHead frameAt(byte[] file, int at, int end, boolean jfif, int adobe) {
    int components = Math.min(file[at + 5] & 0xff, (end - at - 6) / 3);
    int ids = 0;
    int across = 0;
    int down = 0;
    for (int i = 0; i < components; i++) {
      ids = i < 3 ? ids << 8 | file[at + 6 + 3 * i] & 0xff : ids;
      across = Math.max(across, sampling(file, at, i) >> 4);
      down = Math.max(down, sampling(file, at, i) & 15);
    }
    int low = 0;
    for (int i = 0; i < Math.min(components, Integer.SIZE); i++) {
      int own = sampling(file, at, i);
      low |= own >> 4 == across && 2 * (own & 15) == down ? 1 << i : 0;
    }
    return new JpegHead(components, ids, jfif, adobe, low);
  }

  private static int sampling(byte[] file, int at, int component) {
    return file[at + 7 + 3 * component] & 0xff;
  }
}
