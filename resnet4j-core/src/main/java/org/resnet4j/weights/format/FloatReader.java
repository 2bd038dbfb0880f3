package org.resnet4j.weights.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Reads numbers of any type from a position in a file as floats, through a bounded buffer. */
final class FloatReader {
  private static final int CHUNK = 1 << 18;

  private FloatReader() {}

  /** The caller has checked that the file is long enough, before any memory is allocated. */
  static float[] read(FileChannel channel, long position, int elements, ElementType type)
      throws IOException {
    var values = new float[elements];
    long bytes = (long) elements * type.bytes();
    var chunk = ByteBuffer.allocate((int) Math.min(CHUNK, bytes)).order(ByteOrder.LITTLE_ENDIAN);
    long from = position;
    int at = 0;
    while (at < elements) {
      int count = Math.min(elements - at, CHUNK / type.bytes());
      chunk.clear().limit(count * type.bytes());
      while (chunk.hasRemaining()) {
        int got = channel.read(chunk, from);
        if (got < 0) {
          throw new EOFException("the file became shorter while it was read");
        }
        from += got;
      }
      type.convert(chunk.flip(), values, at, count);
      at += count;
    }
    return values;
  }
}
