package org.resnet4j.data.image.format;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.fax.FaxReader;

/** A TIFF that is compressed as a fax is: black and white. */
final class TiffFax {
  private static final int FILL_ORDER = 266;

  private TiffFax() {}

  static Image read(String name, byte[] file, TiffHead head) {
    int width = head.first(TiffHead.WIDTH, 0);
    int height = head.first(TiffHead.HEIGHT, 0);
    Bounds.check(name, width, height, file.length, Bounds.DEFLATED);
    var parts = TiffParts.of(file, head);
    Bounds.check(name, parts.width(), parts.height(), file.length, Bounds.DEFLATED);
    int across = (width + parts.width() - 1) / parts.width();
    int down = (height + parts.height() - 1) / parts.height();
    if (parts.count() < across * down) {
      throw new DataException("%s is damaged: parts of it are missing".formatted(name));
    }
    var reader = new FaxReader(kind(head), parts.width());
    boolean tiled = head.has(TiffHead.TILES);
    boolean inverted = head.first(TiffHead.PHOTOMETRIC, 0) == TiffKind.WHITE_IS_ZERO;
    Image out = Image.black(3, height, width);
    for (int part = 0; part < across * down; part++) {
      int top = part / across * parts.height();
      int rows = tiled ? parts.height() : Math.min(parts.height(), height - top);
      put(
          read(name, file, reader, parts, part, rows, head),
          parts,
          part % across,
          top,
          inverted,
          out);
    }
    return out;
  }

  private static FaxReader.Kind kind(TiffHead head) {
    boolean both = (head.first(TiffKind.GROUP3_OPTIONS, 0) & 1) == 1;
    return switch (head.first(TiffHead.COMPRESSION, 1)) {
      case 2 -> FaxReader.Kind.ROWS;
      case 3 -> both ? FaxReader.Kind.GROUP3_BOTH : FaxReader.Kind.GROUP3;
      default -> FaxReader.Kind.GROUP4;
    };
  }

  private static byte[] read(
      String name,
      byte[] file,
      FaxReader reader,
      TiffParts parts,
      int part,
      int rows,
      TiffHead head) {
    boolean reversed = head.first(FILL_ORDER, 1) == 2;
    try {
      return reader.read(file, parts.start(part), parts.end(part), reversed, rows);
    } catch (IllegalStateException e) {
      throw new DataException("%s is damaged: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static void put(
      byte[] bits, TiffParts parts, int column, int top, boolean inverted, Image out) {
    int left = column * parts.width();
    int wide = Math.min(parts.width(), out.width() - left);
    int high = Math.min(bits.length / parts.width(), out.height() - top);
    for (int y = 0; y < high; y++) {
      for (int x = 0; x < wide; x++) {
        boolean light = bits[y * parts.width() + x] == 1 != inverted;
        for (int c = 0; c < 3 && light; c++) {
          out.pixels()[(c * out.height() + top + y) * out.width() + left + x] = -1;
        }
      }
    }
  }
}
