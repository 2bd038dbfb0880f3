package org.resnet4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's sources lie. */
public final class Repository {
  private Repository() {}

  /** The folder that holds the launcher. */
  public static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("resnet4j"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("tests run inside the repository");
    }
    return folder;
  }
}
