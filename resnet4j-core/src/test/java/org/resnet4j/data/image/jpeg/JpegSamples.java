package org.resnet4j.data.image.jpeg;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;

/**
 * The samples of a JPEG, by component, row and column, as this package and as the JDK reads them.
 */
final class JpegSamples {
  private JpegSamples() {}

  /** {@return ours, 0 to 255; nothing where there is damage} */
  static Optional<int[][][]> ours(byte[] file) {
    var head = JpegHead.of(file);
    if (head.components() == 0 || head.unread().isPresent()) {
      return Optional.empty();
    }
    int[][][] all = new int[head.components()][head.height()][head.width()];
    SampleRows rows =
        (y, samples) -> {
          for (int c = 0; c < all.length; c++) {
            for (int x = 0; x < head.width(); x++) {
              all[c][y][x] = samples[c][x] + 128;
            }
          }
        };
    var damage = new JpegReader().read(file, 0, file.length, rows);
    return damage.isPresent() ? Optional.empty() : Optional.of(all);
  }

  /** {@return the JDK's; nothing where it refuses the file or warns} */
  static Optional<int[][][]> jdks(byte[] file) throws IOException {
    var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    var warned = new AtomicBoolean();
    reader.addIIOReadWarningListener((source, warning) -> warned.set(true));
    try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, false, true);
      var raster = reader.readRaster(0, reader.getDefaultReadParam());
      return warned.get() ? Optional.empty() : Optional.of(samples(raster));
    } catch (IIOException e) {
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  private static int[][][] samples(Raster raster) {
    int h = raster.getHeight();
    int w = raster.getWidth();
    int[][][] all = new int[raster.getNumBands()][h][w];
    for (int c = 0; c < all.length; c++) {
      for (int y = 0; y < h; y++) {
        raster.getSamples(0, y, w, 1, c, all[c][y]);
      }
    }
    return all;
  }
}
