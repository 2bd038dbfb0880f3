package org.resnet4j.data.image.jpeg;

import java.util.Optional;

/**
 * What the segments before the image data of a JPEG say of it.
 *
 * @param marker of its frame, the second byte
 * @param bits a sample
 * @param height in pixels
 * @param width in pixels
 * @param components how many there are; 0 if no frame was found
 * @param ids the first three components' identifiers, one byte each
 * @param jfif whether there is a JFIF marker, which means YCbCr
 * @param adobe the transform of Adobe's marker, or {@link #NONE}
 */
public record JpegHead(
    int marker, int bits, int height, int width, int components, int ids, boolean jfif, int adobe) {
  static final int PROGRESSIVE = 0xc2;
  static final int NONE = -1;
  private static final int JFIF_BYTES = 14; // libjpeg ignores shorter ones
  private static final int ADOBE_BYTES = 12;
  private static final int RGB_LETTERS = 'R' << 16 | 'G' << 8 | 'B';

  /**
   * {@return what the head of a file says}
   *
   * @param file from its marker SOI on
   * @throws IndexOutOfBoundsException if it ends within its frame's segment
   */
  public static JpegHead of(byte[] file) {
    int adobe = NONE;
    boolean jfif = false;
    var segments = new MarkerSegments(file, 0, file.length);
    while (segments.next() && segments.marker() != MarkerSegments.SCAN) {
      int marker = segments.marker();
      if (isFrame(marker)) {
        return frameAt(file, segments.from(), marker, jfif, adobe);
      }
      jfif |= marker == 0xe0 && segments.beginsWith("JFIF\0", JFIF_BYTES);
      if (marker == 0xee && segments.beginsWith("Adobe", ADOBE_BYTES)) {
        adobe = file[segments.from() + 11] & 0xff;
      }
    }
    return new JpegHead(0, 0, 0, 0, 0, 0, jfif, adobe);
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

  /**
   * {@return what kind of JPEG is not read here, to go on after "that is not read:"; nothing if it
   * is one that is}
   */
  public Optional<String> unread() {
    return unread(marker, bits);
  }

  static Optional<String> unread(int marker, int bits) {
    if (marker == 0xc9 || marker == 0xca) {
      return Optional.of("in arithmetic codes");
    }
    if (marker > PROGRESSIVE) {
      return Optional.of("without loss or in levels");
    }
    return bits == 8 ? Optional.empty() : Optional.of("of %d bits a sample".formatted(bits));
  }

  static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xcc;
  }

  private static JpegHead frameAt(byte[] file, int at, int marker, boolean jfif, int adobe) {
    int components = file[at + 5] & 0xff;
    int ids = 0;
    for (int i = 0; i < Math.min(components, 3); i++) {
      ids = ids << 8 | file[at + 6 + 3 * i] & 0xff;
    }
    int height = MarkerSegments.pair(file, at + 1);
    int width = MarkerSegments.pair(file, at + 3);
    return new JpegHead(marker, file[at] & 0xff, height, width, components, ids, jfif, adobe);
  }
}
