package org.resnet4j.data.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.resnet4j.data.DataException;

/** Gzipped bytes, inflated within bounds. */
final class Gzip {
  private Gzip() {}

  /** The most that a file may inflate to; CIFAR's and MNIST's files are far smaller. */
  static final int LIMIT = 256 << 20;

  static boolean zipped(byte[] bytes) {
    return bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  /** The bytes themselves unless they begin with gzip's magic number. */
  static byte[] inflateIfZipped(String name, byte[] bytes) {
    return zipped(bytes) ? inflate(name, bytes) : bytes;
  }

  private static byte[] inflate(String name, byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length * 4);
    byte[] buffer = new byte[1 << 16];
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        if (out.size() > LIMIT) {
          throw new DataException(
              "%s inflates to more than %d MiB, the limit for files of data sets"
                  .formatted(name, LIMIT >> 20));
        }
      }
    } catch (IOException e) {
      throw new DataException(
          "%s: the gzip stream is damaged after %d bytes: %s"
              .formatted(name, out.size(), e.getMessage()),
          e);
    }
    return out.toByteArray();
  }
}
