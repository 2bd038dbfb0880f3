package org.resnet4j.export.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a file, read as they are asked for: large ones go straight where they belong. */
final class FileBytes {
  private static final int WINDOW = 1 << 13;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long begin;

  FileBytes(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  long size() {
    return size;
  }

  /** The byte at a place within the file. */
  byte at(long place) {
    if (place < begin || place >= begin + window.limit()) {
      begin = place;
      window.clear().limit((int) Math.min(WINDOW, size - place));
      fill(window, place);
    }
    return window.get((int) (place - begin));
  }

  /** Fills a buffer with what begins at a place. */
  void fill(ByteBuffer to, long from) {
    try {
      while (to.hasRemaining()) {
        int read = channel.read(to, from + to.position());
        if (read < 0) {
          throw new IOException("the file became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
