package org.resnet4j.weights;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files of the tests: made by make_checkpoints.py with PyTorch 2.15, or golden ones outside. */
public final class Resources {
  private Resources() {}

  public static Path file(String name) {
    try {
      return Path.of(Objects.requireNonNull(Resources.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(file(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file of the shared golden folder; it may not exist on a user's machine. */
  public static Path golden(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolveSibling("shared").resolve("golden");
      if (Files.isDirectory(folder)) {
        return folder.resolve(name);
      }
    }
    return Path.of("shared/golden").resolve(name);
  }
}
