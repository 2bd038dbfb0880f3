package org.resnet4j.data.image.format;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.fax.FaxReader;

/** A TIFF that is compressed as a fax is: black and white. */
final class TiffFax {
  private static final int FILL_ORDER = 266;
  private final String name;
  private final byte[] file;
  private final TiffHead head;
  private final TiffParts parts;
  private final Image out;

  private TiffFax(String name, byte[] file, TiffHead head) {
    this.name = name;
    this.file = file;
    this.head = head;
    parts = TiffParts.of(file, head);
    int width = head.first(TiffHead.WIDTH, 0);
    int height = head.first(TiffHead.HEIGHT, 0);
    Bounds.check(name, width, height, file.length, Bounds.DEFLATED);
    Bounds.check(name, parts.width(), parts.height(), file.length, Bounds.DEFLATED);
    out = Image.black(3, height, width);
  }

  static Image read(String name, byte[] file, TiffHead head) {
    var fax = new TiffFax(name, file, head);
    fax.read();
    return fax.out;
  }

  private void read() {
    int across = (out.width() + parts.width() - 1) / parts.width();
    int down = (out.height() + parts.height() - 1) / parts.height();
    if (parts.count() < across * down) {
      throw new DataException("%s is damaged: parts of it are missing".formatted(name));
    }
    var reader = new FaxReader(kind(), parts.width());
    boolean tiled = head.has(TiffHead.TILES);
    for (int part = 0; part < across * down; part++) {
      int left = part % across * parts.width();
      int top = part / across * parts.height();
      int rows = tiled ? parts.height() : Math.min(parts.height(), out.height() - top);
      put(bits(reader, part, rows), left, top);
    }
  }

  private FaxReader.Kind kind() {
    boolean both = (head.first(TiffKind.GROUP3_OPTIONS, 0) & 1) == 1;
    return switch (head.first(TiffHead.COMPRESSION, 1)) {
      case 2 -> FaxReader.Kind.ROWS;
      case 3 -> both ? FaxReader.Kind.GROUP3_BOTH : FaxReader.Kind.GROUP3;
      default -> FaxReader.Kind.GROUP4;
    };
  }

  private byte[] bits(FaxReader reader, int part, int rows) {
    boolean reversed = head.first(FILL_ORDER, 1) == 2;
    try {
      return reader.read(file, parts.start(part), parts.end(part), reversed, rows);
    } catch (IllegalStateException e) {
      throw new DataException("%s is damaged: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Writes a part's pixels; what reaches beyond the picture is left out. */
  private void put(byte[] bits, int left, int top) {
    boolean inverted = head.first(TiffHead.PHOTOMETRIC, 0) == TiffKind.WHITE_IS_ZERO;
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
