package org.resnet4j.weights.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** The kinds of file, told by their first bytes. */
enum FirstBytes {
  SAFETENSORS,
  ZIP,
  PICKLE,
  JSON,
  UNKNOWN;

  private static final int COUNT = 16;
  private static final int PICKLE_PROTOCOL = 0x80;
  private static final int HIGHEST_PROTOCOL = 5;

  /** The kind of a file, by its first 16 bytes, or by all of a shorter one. */
  static FirstBytes of(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(COUNT);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // until full
    }
    return of(bytes.flip());
  }

  /**
   * The length of a safetensors header can look like any other kind's first bytes, 640 as a
   * pickle's; but none other has four zeros and a brace where a possible length ends.
   */
  static FirstBytes of(ByteBuffer start) {
    boolean brace = start.remaining() > 8 && start.get(8) == '{';
    if (brace && length(start) >= 0 && length(start) <= SafetensorsHeader.LONGEST) {
      return SAFETENSORS;
    }
    if (start.remaining() >= 4 && start.getInt(0) == 0x504B0304) {
      return ZIP;
    }
    if (start.remaining() >= 2
        && Byte.toUnsignedInt(start.get(0)) == PICKLE_PROTOCOL
        && Byte.toUnsignedInt(start.get(1)) <= HIGHEST_PROTOCOL) {
      return PICKLE;
    }
    if (start.hasRemaining() && start.get(0) == '{') {
      return JSON;
    }
    return brace ? SAFETENSORS : UNKNOWN; // a length that is impossible is told as such
  }

  private static long length(ByteBuffer start) {
    return start.slice(0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }
}
