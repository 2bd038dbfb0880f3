package org.resnet4j.data.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Small files of every format, made by hand. */
final class FilesForTests {
  private FilesForTests() {}

  /** An IDX file with these dimensions and random values below {@code bound}. */
  static byte[] idx(int bound, int... dimensions) {
    int values = 1;
    for (int dimension : dimensions) {
      values *= dimension;
    }
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + values);
    file.putInt(0x800 + dimensions.length);
    for (int dimension : dimensions) {
      file.putInt(dimension);
    }
    Random random = new Random(values);
    for (int i = 0; i < values; i++) {
      file.put((byte) random.nextInt(bound));
    }
    return file.array();
  }

  /** Records of CIFAR with random pixels; record i has label i mod classes. */
  static byte[] cifar(int records, int labelBytes, int classes) {
    byte[] file = new byte[records * (labelBytes + 3072)];
    new Random(records).nextBytes(file);
    for (int i = 0; i < records; i++) {
      file[i * (labelBytes + 3072) + labelBytes - 1] = (byte) (i % classes);
    }
    return file;
  }

  /** An archive with one entry. */
  static byte[] tar(String name, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(header(name, content.length));
    out.writeBytes(content);
    out.writeBytes(new byte[-content.length & 511]);
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  static byte[] header(String name, long size) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    header[156] = '0';
    put(header, 257, "ustar");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
