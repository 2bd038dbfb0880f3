package org.resnet4j.data.image;

import java.util.Comparator;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The decoders there are: the JDK's own, and those that other modules provide as services. */
public final class ImageDecoders {
  private static final ImageDecoder BEST =
      Stream.concat(
              Stream.of(new JdkDecoder()),
              ServiceLoader.load(ImageDecoder.class, ImageDecoder.class.getClassLoader()).stream()
                  .map(ServiceLoader.Provider::get))
          .max(Comparator.comparingInt(ImageDecoder::rank))
          .orElseThrow();

  private ImageDecoders() {}

  /** The decoder of the highest rank; looked up once. Safe for use by several threads. */
  public static ImageDecoder best() {
    return BEST;
  }
}
