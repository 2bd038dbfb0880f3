package org.resnet4j.data.image.format;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/**
 * TIFF: the first page, turned upright as Pillow turns it when it loads one. Grey of 16 and 32 bits
 * is cut off at 255, as Pillow does. CIE Lab, premultiplied colours and what Pillow does not know
 * either are refused.
 */
final class TiffPicture {
  private static final int GREY = 1;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int CMYK = 5;
  private static final int YCBCR = 6;
  private static final int FLOAT = 3;
  private static final int PREMULTIPLIED = 1;

  private TiffPicture() {}

  static Image read(String name, byte[] file) throws IOException {
    var head = TiffHead.of(file);
    refuseUnknown(name, head);
    int photometric = head.first(TiffHead.PHOTOMETRIC, 0);
    Image stored =
        new ImageIoFile(name, file, "tiff")
            .read(reader -> converted(reader.read(0), photometric, deepGrey(head)));
    return Turned.upright(stored, head.first(TiffHead.ORIENTATION, 1));
  }

  private static boolean deepGrey(TiffHead head) {
    return head.first(TiffHead.SAMPLES, 1) == 1 && head.first(TiffHead.BITS, 1) > 8;
  }

  private static Image converted(BufferedImage read, int photometric, boolean deepGrey) {
    return switch (photometric) {
      case CMYK -> inks(read.getRaster());
      default -> deepGrey ? Rasters.planes(read.getRaster()) : Rasters.planes(read);
    };
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

  /** What Pillow does not know either, and where the JDK's reader gives other pixels. */
  private static void refuseUnknown(String name, TiffHead head) {
    int samples = head.first(TiffHead.SAMPLES, 1);
    int bits = head.first(TiffHead.BITS, 1);
    int photometric = head.first(TiffHead.PHOTOMETRIC, -1);
    boolean jpeg =
        head.first(TiffHead.COMPRESSION, 1) == 7 || head.first(TiffHead.COMPRESSION, 1) == 6;
    boolean known =
        head.all(TiffHead.BITS, bits)
            && switch (photometric) {
              case 0 -> samples == 1 && bits <= 8;
              case GREY -> grey(head, samples, bits);
              case RGB -> (bits == 8 || bits == 16) && (samples == 3 || samples == 4);
              case PALETTE -> samples == 1 && bits <= 8;
              case CMYK -> samples == 4 && (bits == 8 || bits == 16);
              case YCBCR -> samples == 3 && bits == 8;
              default -> false;
            };
    boolean plain = samples == 1 || samples == 3;
    boolean premultiplied = head.first(TiffHead.EXTRA, 0) == PREMULTIPLIED;
    if (!known || jpeg && !plain || premultiplied) {
      throw new DataException(
          "%s is a TIFF of a kind that is not read: photometric %d, %d samples of %d bits, compression %d%s"
              .formatted(
                  name,
                  photometric,
                  samples,
                  bits,
                  head.first(TiffHead.COMPRESSION, 1),
                  premultiplied ? ", premultiplied" : ""));
    }
  }

  private static boolean grey(TiffHead head, int samples, int bits) {
    boolean real = head.first(TiffHead.FORMAT, 1) == FLOAT;
    if (samples == 2) {
      return bits == 8;
    }
    return samples == 1 && (real ? bits == 32 : bits <= 8 || bits == 16 || bits == 32);
  }
}
