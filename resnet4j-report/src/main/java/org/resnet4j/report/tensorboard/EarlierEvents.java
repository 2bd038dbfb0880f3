package org.resnet4j.report.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.resnet4j.internal.files.AtomicFile;

/**
 * The event files that the same training left before it was resumed. What they say of steps after
 * the checkpoint is taken out, since those steps are made again, and so is a last record that a
 * killed process did not finish.
 */
final class EarlierEvents {
  static final String PREFIX = "events.out.tfevents.";
  private static final int HEAD = 12;
  private static final int TAIL = 4;

  private EarlierEvents() {}

  /**
   * Keeps the records of the steps up to this one; a file of which nothing is left is deleted.
   *
   * @param own the file that is being written, which is not touched
   */
  static void keepUpTo(long step, Path folder, Path own) throws IOException {
    try (var files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (var file : files) {
        if (!file.getFileName().equals(own.getFileName())) {
          keep(step, file);
        }
      }
    }
  }

  private static void keep(long last, Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    var kept = new ByteArrayOutputStream();
    int scalars = 0;
    for (int at = 0; at + HEAD + TAIL <= bytes.length; ) {
      long length = ByteBuffer.wrap(bytes, at, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (length < 0 || length > bytes.length - at - HEAD - TAIL) {
        break;
      }
      int whole = HEAD + (int) length + TAIL;
      long step = step(ByteBuffer.wrap(bytes, at + HEAD, (int) length).slice());
      if (step <= last) {
        kept.write(bytes, at, whole);
        scalars += step > 0 ? 1 : 0;
      }
      at += whole;
    }
    if (scalars == 0) {
      Files.delete(file);
    } else if (kept.size() < bytes.length) {
      AtomicFile.write(file, kept.toByteArray());
    }
  }

  /** Event.step, field 2, of a message in Protocol Buffers' wire format; 0 where there is none. */
  private static long step(ByteBuffer event) {
    event.order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (event.hasRemaining()) {
        long key = varint(event);
        switch ((int) (key & 7)) {
          case 0 -> {
            long value = varint(event);
            if (key >>> 3 == 2) {
              return value;
            }
          }
          case 1 -> event.getLong();
          case 2 -> event.position(event.position() + Math.toIntExact(varint(event)));
          case 5 -> event.getInt();
          default -> {
            return Long.MAX_VALUE;
          }
        }
      }
      return 0;
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException damaged) {
      return Long.MAX_VALUE;
    }
  }

  private static long varint(ByteBuffer data) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = data.get();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new ArithmeticException("a number of more than ten bytes");
  }
}
