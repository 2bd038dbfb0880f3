package org.resnet4j.classify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.resnet4j.fetch.CachePaths;
import org.resnet4j.weights.published.PublishedCatalogue;
import org.resnet4j.weights.published.PublishedFiles;

/** Where weights lie that are asked for by name. */
final class Location {
  private static final String PUBLISHED = "imagenet:";

  private Location() {}

  /** Torchvision's files in this user's cache. */
  static PublishedFiles files(boolean offline) {
    return new PublishedFiles(
        PublishedFiles.PYTORCH, CachePaths.standard(), offline, (what, done, total) -> {});
  }

  /**
   * The path that is meant: {@code imagenet:resnet50}, {@code imagenet:resnet50:v2}, or, with a
   * model, {@code imagenet}; anything else is a path itself.
   */
  static Path of(String name, Optional<String> model, PublishedFiles files) {
    boolean published = PublishedCatalogue.isName(name) && Files.notExists(Path.of(name));
    if (!published) {
      return Path.of(name);
    }
    var parts = name.split(":", -1);
    boolean named = parts.length > 1 && !parts[1].matches("v\\d+");
    var edition = named ? parts.length > 2 ? parts[2] : "v1" : parts.length > 1 ? parts[1] : "v1";
    var network =
        named
            ? parts[1]
            : model.orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' has weights of many networks; write imagenet:resnet50"
                            .formatted(name)));
    return files.of(PublishedCatalogue.of(PUBLISHED + edition, network));
  }
}
