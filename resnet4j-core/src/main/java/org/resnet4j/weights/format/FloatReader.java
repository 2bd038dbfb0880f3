package org.resnet4j.weights.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Reads numbers of any type as floats, through a bounded buffer. */
final class FloatReader {
  private static final int CHUNK = 1 << 18;

  private FloatReader() {}

  /** Fills a buffer completely. */
  private interface Filler {
    void fill(ByteBuffer chunk) throws IOException;
  }

  /**
   * Little-endian numbers from a position in a file. The caller has checked that the file is long
   * enough, before any memory is allocated.
   */
  static float[] read(FileChannel channel, long position, int elements, ElementType type)
      throws IOException {
    long[] from = {position};
    return read(
        elements,
        type,
        ByteOrder.LITTLE_ENDIAN,
        chunk -> {
          while (chunk.hasRemaining()) {
            int got = channel.read(chunk, from[0]);
            require(got >= 0);
            from[0] += got;
          }
        });
  }

  /** The same from a stream, in any order of bytes. */
  static float[] read(InputStream in, int elements, ElementType type, ByteOrder order)
      throws IOException {
    return read(
        elements,
        type,
        order,
        chunk -> {
          int count = chunk.remaining();
          require(in.readNBytes(chunk.array(), chunk.position(), count) == count);
        });
  }

  private static float[] read(int elements, ElementType type, ByteOrder order, Filler filler)
      throws IOException {
    var values = new float[elements];
    long bytes = (long) elements * type.bytes();
    var chunk = ByteBuffer.allocate((int) Math.min(CHUNK, bytes)).order(order);
    for (int at = 0; at < elements; ) {
      int count = Math.min(elements - at, CHUNK / type.bytes());
      filler.fill(chunk.clear().limit(count * type.bytes()));
      type.convert(chunk.rewind(), values, at, count);
      at += count;
    }
    return values;
  }

  private static void require(boolean there) throws EOFException {
    if (!there) {
      throw new EOFException("the file is shorter than it says, or became shorter");
    }
  }
}
