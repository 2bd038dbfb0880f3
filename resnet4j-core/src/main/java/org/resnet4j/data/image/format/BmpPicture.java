package org.resnet4j.data.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/**
 * BMP, by the JDK's reader; one whose runs do not fit its rows, or palette its place, is refused.
 */
final class BmpPicture {
  private static final int HEADER = 14;

  private final ByteBuffer in;

  private BmpPicture(byte[] file) {
    in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Image read(String name, byte[] file) throws IOException {
    if (!new BmpPicture(file).runsFit()) {
      throw new DataException("%s is damaged: its runs do not fit its rows".formatted(name));
    }
    if (!new BmpPicture(file).paletteFits()) {
      throw new DataException("%s is damaged: its palette reaches into its pixels".formatted(name));
    }
    return new ImageIoFile(name, file, "bmp").read(reader -> Rasters.planes(reader.read(0)));
  }

  /** The reader would take as many colours as there is room before the pixels. */
  private boolean paletteFits() {
    int header = in.getInt(HEADER);
    int bits = header >= 40 ? in.getShort(HEADER + 14) : 32;
    if (bits > 8) {
      return true;
    }
    int colours = in.getInt(HEADER + 32);
    long entries = colours == 0 ? 1L << bits : colours & 0xffffffffL;
    return HEADER + header + 4 * entries <= (in.getInt(10) & 0xffffffffL);
  }

  private boolean runsFit() {
    int compression = in.getInt(HEADER) >= 40 ? in.getInt(HEADER + 16) : 0;
    if (compression != 1 && compression != 2) {
      return true;
    }
    int width = in.getInt(HEADER + 4);
    int rows = in.getInt(HEADER + 8);
    int at = in.getInt(10);
    for (int row = 0; row < rows; row++) {
      int done = 0;
      while (in.get(at) != 0 || in.get(at + 1) > 2 || in.get(at + 1) < 0) {
        boolean run = in.get(at) != 0;
        int length = in.get(run ? at : at + 1) & 0xff;
        int bytes = compression == 1 ? length : (length + 1) / 2;
        done += length;
        at += run ? 2 : 2 + bytes + bytes % 2;
      }
      boolean end = in.get(at + 1) == 1 && row == rows - 1;
      if (done != width || in.get(at + 1) != 0 && !end) {
        return false;
      }
      at += 2;
    }
    return true;
  }
}
