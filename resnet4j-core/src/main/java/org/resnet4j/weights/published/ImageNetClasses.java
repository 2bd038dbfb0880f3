package org.resnet4j.weights.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The 1000 classes of ILSVRC 2012 in the order of the published networks' outputs. */
public final class ImageNetClasses {
  /** Short names, {@code great white shark}; no name occurs twice. */
  public static final List<String> NAMES = read("imagenet-classes.txt");

  private ImageNetClasses() {}

  private static List<String> read(String resource) {
    try (var in = ImageNetClasses.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the library is incomplete; it has no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
