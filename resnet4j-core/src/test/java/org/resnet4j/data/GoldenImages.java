package org.resnet4j.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** What Pillow and torchvision make of images; see make_golden.py among the resources. */
public final class GoldenImages {
  private GoldenImages() {}

  public static JsonNode json(String resource) {
    try {
      return new ObjectMapper().readTree(bytes(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String resource) {
    try (InputStream in = GoldenImages.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Image image(JsonNode node, String pixels) {
    return new Image(
        3,
        node.get("height").asInt(),
        node.get("width").asInt(),
        Base64.getDecoder().decode(node.get(pixels).asText()));
  }

  /** The largest difference of two images of one shape. */
  public static int largestDifference(Image a, Image b) {
    if (!a.shape().equals(b.shape())) {
      throw new AssertionError("shapes differ: " + a.shape() + " and " + b.shape());
    }
    int largest = 0;
    for (int i = 0; i < a.pixels().length; i++) {
      largest = Math.max(largest, Math.abs((a.pixels()[i] & 0xff) - (b.pixels()[i] & 0xff)));
    }
    return largest;
  }

  /** The share of values that differ at all. */
  public static double shareDiffering(Image a, Image b) {
    int differing = 0;
    for (int i = 0; i < a.pixels().length; i++) {
      differing += a.pixels()[i] == b.pixels()[i] ? 0 : 1;
    }
    return (double) differing / a.pixels().length;
  }

  /** A folder that lies beside the repository, if it does. */
  public static Optional<Path> shared(String inside) {
    Path at = Path.of("").toAbsolutePath();
    while (at != null) {
      Path found = at.resolve("shared").resolve(inside);
      if (Files.exists(found)) {
        return Optional.of(found);
      }
      at = at.getParent();
    }
    return Optional.empty();
  }
}
