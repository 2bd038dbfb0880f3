package org.resnet4j.data.image;

import java.util.Comparator;
import java.util.stream.Stream;
import org.resnet4j.internal.services.Services;

/** The decoders there are: the JDK's own, and those that other modules provide as services. */
public final class ImageDecoders {
  private ImageDecoders() {}

  /**
   * {@return the decoder of the highest rank among those that the library's class loader or the
   * thread's sees} Safe for use by several threads.
   */
  public static ImageDecoder best() {
    return Stream.concat(Stream.of(new JdkDecoder()), Services.find(ImageDecoder.class).stream())
        .max(Comparator.comparingInt(ImageDecoder::rank))
        .orElseThrow();
  }
}
