package org.resnet4j.data.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.vp8.KeyFrame;

/**
 * WebP: the first picture of the file, its colour profile, transparency and EXIF left out as Pillow
 * leaves them out.
 */
final class WebpPicture {
  /** Pixels that any lossless picture may have, and those for every byte of it. */
  private static final long SMOOTH = 1 << 22;

  private static final long BUSY = 256;

  private final String name;
  private final byte[] file;
  private final ByteBuffer in;

  private WebpPicture(String name, byte[] file) {
    this.name = name;
    this.file = file;
    in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Image read(String name, byte[] file) throws IOException {
    return new WebpPicture(name, file).first(12, file.length);
  }

  private Image first(int from, int end) throws IOException {
    for (int at = from; at + 8 <= end; ) {
      var kind = new String(file, at, 4, StandardCharsets.ISO_8859_1);
      long length = in.getInt(at + 4) & 0xffffffffL;
      if (length > end - at - 8) {
        throw new DataException("%s is cut short".formatted(name));
      }
      switch (kind) {
        case "VP8 " -> {
          return lossy(at + 8, (int) length);
        }
        case "VP8L" -> {
          return lossless(at, (int) length);
        }
        case "ANMF" -> {
          return frame(at + 8, (int) length);
        }
        default -> at += 8 + (int) (length + length % 2);
      }
    }
    throw new DataException("%s has no picture in it".formatted(name));
  }

  /** The first of an animation, if it covers the canvas that VP8X gave. */
  private Image frame(int at, int length) throws IOException {
    boolean whole =
        number(at) == 0
            && number(at + 3) == 0
            && number(at + 6) == number(24)
            && number(at + 9) == number(27);
    if (!whole) {
      throw new DataException(
          "%s is an animation whose first picture is smaller than its canvas, which is not read"
              .formatted(name));
    }
    return first(at + 16, at + length);
  }

  private int number(int at) {
    return in.getShort(at) & 0xffff | (in.get(at + 2) & 0xff) << 16;
  }

  private Image lossy(int at, int length) {
    try {
      return KeyFrame.decode(
          file, at, at + length, (w, h) -> Bounds.check(name, w, h, file.length, Bounds.WEBP));
    } catch (DataException e) {
      boolean named = e.getMessage().startsWith(name);
      throw named ? e : new DataException("%s is damaged: %s".formatted(name, e.getMessage()), e);
    }
  }

  private Image lossless(int at, int length) throws IOException {
    boundWork(at + 9, length);
    var alone = ByteBuffer.allocate(12 + 8 + length + length % 2).order(ByteOrder.LITTLE_ENDIAN);
    alone.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(alone.capacity() - 8);
    alone.put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(file, at, 8 + length);
    return new ImageIoFile(name, alone.array(), "webp")
        .read(reader -> Rasters.planes(reader.read(0)));
  }

  /**
   * The plug-in takes 32 bytes a pixel, and reads on where a damaged size asks for more than is
   * there. Real pictures have fewer pixels than this, however smooth.
   */
  private void boundWork(int sizes, int length) {
    if (length < 5) {
      throw new DataException("%s is cut short".formatted(name));
    }
    int bits = in.getInt(sizes);
    long width = (bits & 0x3fff) + 1;
    long height = (bits >> 14 & 0x3fff) + 1;
    if (width * height > SMOOTH + BUSY * length) {
      throw new DataException(
          "%s claims %d x %d pixels, which %d bytes of WebP without loss are not trusted to hold"
              .formatted(name, width, height, length));
    }
  }
}
