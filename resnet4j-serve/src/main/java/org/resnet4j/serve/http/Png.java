package org.resnet4j.serve.http;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.resnet4j.data.Image;

/** A picture as the bytes of a PNG. */
public final class Png {
  private Png() {}

  /** The file of a picture. */
  public static byte[] of(Image image) {
    var colour = image.withChannels(3);
    var picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        picture.setRGB(
            x, y, colour.at(0, y, x) << 16 | colour.at(1, y, x) << 8 | colour.at(2, y, x));
      }
    }
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(picture, "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
