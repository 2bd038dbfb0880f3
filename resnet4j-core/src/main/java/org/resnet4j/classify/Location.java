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

  /**
   * The path that is meant: {@code imagenet:resnet50}, {@code imagenet:resnet50:v2}, or, with a
   * model, {@code imagenet}; anything else is a path itself.
   */
  static Path of(String name, Optional<String> model, boolean offline) {
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
    var weights = PublishedCatalogue.of(PUBLISHED + edition, network);
    return new PublishedFiles(
            PublishedFiles.PYTORCH, CachePaths.standard(), offline, (what, done, total) -> {})
        .of(weights);
  }
}
