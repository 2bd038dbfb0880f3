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

  /** Where numbers go. */
  record Part(float[] values, int from, int count) {}

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
    var part = new Part(new float[elements], 0, elements);
    read(channel, position, type, part, chunk(elements, type));
    return part.values;
  }

  /** {@return a buffer to read so many numbers through} */
  static ByteBuffer chunk(int elements, ElementType type) {
    return ByteBuffer.allocate((int) Math.min(CHUNK, (long) elements * type.bytes()));
  }

  /** The same into a part of an array, through a buffer that is there. */
  static void read(
      FileChannel channel, long position, ElementType type, Part part, ByteBuffer buffer)
      throws IOException {
    long[] from = {position};
    fill(
        part,
        type,
        buffer.order(ByteOrder.LITTLE_ENDIAN),
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
    var part = new Part(new float[elements], 0, elements);
    fill(
        part,
        type,
        chunk(elements, type).order(order),
        chunk -> {
          int count = chunk.remaining();
          require(in.readNBytes(chunk.array(), chunk.position(), count) == count);
        });
    return part.values;
  }

  private static void fill(Part part, ElementType type, ByteBuffer chunk, Filler filler)
      throws IOException {
    for (int done = 0; done < part.count; ) {
      int count = Math.min(part.count - done, chunk.capacity() / type.bytes());
      filler.fill(chunk.clear().limit(count * type.bytes()));
      type.convert(chunk.rewind(), part.values, part.from + done, count);
      done += count;
    }
  }

  private static void require(boolean there) throws EOFException {
    if (!there) {
      throw new EOFException("the file is shorter than it says, or became shorter");
    }
  }
}
