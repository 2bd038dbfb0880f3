package org.resnet4j.weights.format;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The end of a zip's file, which should be the end of the zip. */
final class ZipTail {
  private static final int END = 0x06054B50;
  private static final int END_BYTES = 22;
  private static final int LONGEST = 1 << 20;

  private ZipTail() {}

  /**
   * Refuses a zip that something was appended to; the JDK would only say that it finds no end.
   *
   * @throws DamagedPickle if the last end of a zip in the last MiB is not the file's
   */
  static void check(File file) throws IOException {
    try (var in = new RandomAccessFile(file, "r")) {
      var bytes = new byte[(int) Math.min(in.length(), LONGEST)];
      in.seek(in.length() - bytes.length);
      in.readFully(bytes);
      var tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = bytes.length - END_BYTES; at >= 0; at--) {
        if (tail.getInt(at) == END) {
          int comment = tail.getShort(at + END_BYTES - 2) & 0xffff;
          check(bytes.length - at - END_BYTES - comment);
          return;
        }
      }
    }
  }

  private static void check(int after) {
    if (after > 0) {
      throw new DamagedPickle(
          "%d byte%s follow its zip and are no part of it; cut them off"
              .formatted(after, after == 1 ? "" : "s"));
    }
  }
}
