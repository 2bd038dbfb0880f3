package org.resnet4j.data.image.format;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Optional;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/**
 * TIFF: the first page, turned upright as Pillow turns it when it loads one. Grey of 16 and 32 bits
 * is cut off at 255, as Pillow does. {@link TiffKind} says what is refused.
 */
final class TiffPicture {
  private TiffPicture() {}

  static Image read(String name, byte[] file) throws IOException {
    var head = TiffHead.of(file);
    var kind = new TiffKind(head);
    kind.refused()
        .ifPresent(
            what -> {
              throw new DataException(
                  "%s is a TIFF that is not read: %s; save it as PNG or as an RGB TIFF of 8 bits"
                      .formatted(name, what));
            });
    Image stored = kind.fax() ? TiffFax.read(name, file, head) : byImageIo(name, file, head, kind);
    return Turned.upright(stored, head.first(TiffHead.ORIENTATION, 1));
  }

  private static Image byImageIo(String name, byte[] file, TiffHead head, TiffKind kind)
      throws IOException {
    if (TiffParts.of(file, head).tooLarge()) { // the JDK's reader makes room for it
      throw new DataException("%s is damaged: parts of it are missing".formatted(name));
    }
    return new ImageIoFile(name, file, "tiff")
        .read(
            reader -> {
              var damage = kind.jpeg() ? TiffCodes.damage(file, head) : Optional.<String>empty();
              if (damage.isPresent()) {
                throw new DataException("%s is damaged: %s".formatted(name, damage.get()));
              }
              return converted(reader.read(0), kind);
            });
  }

  private static Image converted(BufferedImage read, TiffKind kind) {
    if (kind.photometric() == TiffKind.CMYK) {
      return inks(read.getRaster());
    }
    if (kind.premultiplied()) {
      return divided(read.getRaster());
    }
    return kind.deepGrey() ? Rasters.planes(read.getRaster()) : Rasters.planes(read);
  }

  /** Colours that were multiplied by their opacity, as they were before. */
  private static Image divided(Raster raw) {
    Image out = Rasters.planes(raw);
    int h = raw.getHeight();
    int w = raw.getWidth();
    int[] opacity = new int[w];
    for (int y = 0; y < h; y++) {
      raw.getSamples(raw.getMinX(), raw.getMinY() + y, w, 1, 3, opacity);
      for (int i = 0; i < 3 * w; i++) {
        int at = (i / w * h + y) * w + i % w;
        int part = opacity[i % w];
        int colour = out.pixels()[at] & 0xff;
        out.pixels()[at] = (byte) (part == 0 ? 0 : Math.min(255, colour * 255 / part));
      }
    }
    return out;
  }

  private static Image inks(Raster raw) {
    int h = raw.getHeight();
    int w = raw.getWidth();
    int shift = raw.getSampleModel().getSampleSize(0) == 16 ? 8 : 0;
    Image out = Image.black(3, h, w);
    int[] row = new int[4 * w];
    for (int y = 0; y < h; y++) {
      raw.getPixels(raw.getMinX(), raw.getMinY() + y, w, 1, row);
      for (int x = 0; x < w; x++) {
        int black = row[4 * x + 3] >> shift;
        for (int c = 0; c < 3; c++) {
          out.pixels()[(c * h + y) * w + x] = Inks.light(row[4 * x + c] >> shift, black);
        }
      }
    }
    return out;
  }
}
