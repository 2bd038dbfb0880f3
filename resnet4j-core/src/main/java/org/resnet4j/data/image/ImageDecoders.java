package org.resnet4j.data.image;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.stream.Stream;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.format.PictureReader;
import org.resnet4j.data.image.format.Rasters;
import org.resnet4j.internal.services.Services;

/** The decoders there are: the JDK's own, and those that other modules provide as services. */
public final class ImageDecoders {
  private ImageDecoders() {}

  /** {@return the formats that the JDK's decoder reads, as people name them, for a message} */
  public static String formats() {
    return PictureReader.formats();
  }

  /**
   * {@return the decoder of the highest rank among those that the library's class loader or the
   * thread's sees} Safe for use by several threads.
   */
  public static ImageDecoder best() {
    return Stream.concat(Stream.of(new JdkDecoder()), Services.find(ImageDecoder.class).stream())
        .max(Comparator.comparingInt(ImageDecoder::rank))
        .orElseThrow();
  }

  /**
   * An image that the JDK has decoded or drawn already, by its stored samples, as {@link
   * ImageDecoder} has those of files: transparency is dropped, colours of 16 bits are reduced to
   * the upper 8, grey of 16 bits is cut off at 255.
   *
   * @param image of any type
   * @return the image, (3, H, W); a copy
   */
  public static Image of(BufferedImage image) {
    if (!image.isAlphaPremultiplied()) {
      return Rasters.planes(image);
    }
    var plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        plain.setRGB(x, y, image.getRGB(x, y));
      }
    }
    return Rasters.planes(plain);
  }
}
