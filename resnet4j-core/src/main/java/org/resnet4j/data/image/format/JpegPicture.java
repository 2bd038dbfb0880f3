package org.resnet4j.data.image.format;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.ImageReader;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.jpeg.Damage;
import org.resnet4j.data.image.jpeg.JpegHead;

/**
 * JPEG: the JDK's libjpeg gives the components as they are stored, and {@link JpegHead} says what
 * they are, as libjpeg decides for Pillow. Four inks are stored inverted, as Pillow always assumes.
 */
final class JpegPicture {
  private JpegPicture() {}

  static Image read(String name, byte[] file) throws IOException {
    Raster raw = new ImageIoFile(name, file, "jpeg").read(reader -> components(name, file, reader));
    var head = JpegHead.of(file);
    if (raw.getNumBands() == 2 || raw.getNumBands() != head.components()) {
      throw new DataException(
          "%s has %d components, which is no picture's number".formatted(name, raw.getNumBands()));
    }
    for (int band = 0; band < raw.getNumBands(); band++) {
      if ((head.low() >> band & 1) == 1) {
        LowComponent.smooth((WritableRaster) raw, band);
      }
    }
    return switch (raw.getNumBands()) {
      case 1 -> Rasters.planes(raw);
      case 3 -> head.lumaAndChroma() ? light(raw) : Rasters.planes(raw);
      default -> inks(raw, head.lumaAndChroma());
    };
  }

  private static Raster components(String name, byte[] file, ImageReader reader)
      throws IOException {
    var damage = new Damage().of(file, 0, file.length);
    if (damage.isPresent()) {
      throw new DataException("%s is damaged: %s".formatted(name, damage.get()));
    }
    return reader.readRaster(0, reader.getDefaultReadParam());
  }

  private static Image light(Raster raw) {
    var planes = Rasters.planes(raw);
    byte[] pixels = planes.pixels();
    int plane = planes.height() * planes.width();
    for (int red = 0, green = plane, blue = 2 * plane; red < plane; red++, green++, blue++) {
      int luma = pixels[red] & 0xff;
      int cb = pixels[green] & 0xff;
      int cr = pixels[blue] & 0xff;
      pixels[red] = (byte) YCbCr.red(luma, cr);
      pixels[green] = (byte) YCbCr.green(luma, cb, cr);
      pixels[blue] = (byte) YCbCr.blue(luma, cb);
    }
    return planes;
  }

  private static Image inks(Raster raw, boolean lumaAndChroma) {
    int h = raw.getHeight();
    int w = raw.getWidth();
    Image out = Image.black(3, h, w);
    int[] row = new int[4 * w];
    int[] inks = new int[3];
    for (int y = 0; y < h; y++) {
      raw.getPixels(raw.getMinX(), raw.getMinY() + y, w, 1, row);
      for (int x = 0; x < w; x++) {
        stored(row, 4 * x, lumaAndChroma, inks);
        for (int c = 0; c < 3; c++) {
          out.pixels()[(c * h + y) * w + x] = Inks.light(255 - inks[c], 255 - row[4 * x + 3]);
        }
      }
    }
    return out;
  }

  // libjpeg's ycck_cmyk_convert: 255 less red, green, blue
  private static void stored(int[] row, int at, boolean lumaAndChroma, int[] inks) {
    if (lumaAndChroma) {
      inks[0] = 255 - YCbCr.red(row[at], row[at + 2]);
      inks[1] = 255 - YCbCr.green(row[at], row[at + 1], row[at + 2]);
      inks[2] = 255 - YCbCr.blue(row[at], row[at + 1]);
    } else {
      System.arraycopy(row, at, inks, 0, 3);
    }
  }
}
