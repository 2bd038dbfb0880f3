package org.resnet4j.data.image.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/**
 * PNG: of its chunks only those that pixels are made of are read. As with Pillow, a chunk before
 * the image data whose check sum is wrong is an error, and the last chunk may be missing.
 */
final class PngPicture {
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "IDAT");
  private static final byte[] END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82
  };

  private PngPicture() {}

  static Image read(String name, byte[] file) throws IOException {
    return new ImageIoFile(name, needed(name, file), "png")
        .read(reader -> Rasters.planes(reader.read(0)));
  }

  private static byte[] needed(String name, byte[] file) {
    var out = new ByteArrayOutputStream(file.length + END.length);
    out.write(file, 0, 8);
    var in = ByteBuffer.wrap(file);
    boolean data = false;
    for (int at = 8; at + 12 <= file.length; ) {
      int length = in.getInt(at);
      var kind = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (length < 0 || length > file.length - at - 12 || kind.equals("IEND")) {
        out.write(file, at, kind.equals("IDAT") ? file.length - at : 0);
        break;
      }
      if (kind.equals("IHDR") && length >= 8) {
        Bounds.check(name, in.getInt(at + 8), in.getInt(at + 12), file.length, Bounds.DEFLATED);
      }
      data |= kind.equals("IDAT");
      if (!data && checkSum(file, at + 4, length + 4) != in.getInt(at + 8 + length)) {
        throw new DataException(
            "%s is damaged: the check sum of a chunk at byte %d is wrong".formatted(name, at));
      }
      if (NEEDED.contains(kind)) {
        out.write(file, at, length + 12);
      }
      at += length + 12;
    }
    out.writeBytes(END);
    return out.toByteArray();
  }

  private static int checkSum(byte[] file, int at, int length) {
    var sum = new CRC32();
    sum.update(file, at, length);
    return (int) sum.getValue();
  }
}
