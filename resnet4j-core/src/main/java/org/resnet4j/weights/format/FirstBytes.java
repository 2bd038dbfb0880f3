package org.resnet4j.weights.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes by which a format is recognised. */
final class FirstBytes {
  private FirstBytes() {}

  /** The first 16 bytes of a file, or all of a shorter one. */
  static ByteBuffer of(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(16);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // until full
    }
    return bytes.flip();
  }
}
