package org.resnet4j.data.image.jpeg;

/**
 * The segments of a JPEG, one after the other, up to the end of the picture or of the bytes (T.81,
 * B.1.1). What is between them is skipped, as decoders do. For one thread.
 */
public final class MarkerSegments {
  static final int SCAN = 0xda;
  private static final int END = 0xd9;
  private final byte[] file;
  private final int last;
  private int next;
  private int at;

  /**
   * Before the first segment.
   *
   * @param file where the picture lies
   * @param from its marker SOI
   * @param end where it ends at the latest
   */
  public MarkerSegments(byte[] file, int from, int end) {
    this.file = file;
    next = from + 2;
    last = end;
  }

  /** {@return whether there is another segment; then the others are asked about that} */
  public boolean next() {
    while (next + 3 < last) {
      int marker = file[next + 1] & 0xff;
      if (file[next] != -1 || marker == 0xff || marker == 0) {
        next++;
      } else if (marker == 1 || marker >= 0xd0 && marker <= 0xd8) {
        next += 2; // they have no length
      } else if (marker == END) {
        return false;
      } else {
        at = next;
        next += 2 + pair(file, at + 2);
        return true;
      }
    }
    return false;
  }

  /** {@return the second byte of its marker} */
  public int marker() {
    return file[at + 1] & 0xff;
  }

  /** {@return the place of what it holds, behind its length} */
  public int from() {
    return at + 4;
  }

  /** {@return the place behind it, within the bytes} */
  public int end() {
    return Math.min(last, at + 2 + pair(file, at + 2));
  }

  /**
   * {@return whether it holds so many bytes, and begins with a text}
   *
   * @param text in ASCII
   * @param bytes the least that it holds
   */
  public boolean beginsWith(String text, int bytes) {
    if (end() - from() < Math.max(bytes, text.length())) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (file[from() + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Goes on behind the codes of a scan. */
  void behind(int place) {
    next = place;
  }

  /** {@return the number in two bytes} */
  static int pair(byte[] file, int at) {
    return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
  }
}
