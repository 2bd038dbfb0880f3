package org.resnet4j.classify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.resnet4j.fetch.CachePaths;
import org.resnet4j.weights.published.PublishedCatalogue;
import org.resnet4j.weights.published.PublishedFiles;

/** Where weights lie that are asked for by name. */
public final class Location {
  private static final String PUBLISHED = "imagenet:";

  private Location() {}

  /**
   * The file or folder that is meant: {@code imagenet:resnet50} or {@code imagenet:resnet50:v2} for
   * what torchvision publishes, with a model also {@code imagenet}, from the cache or fetched into
   * it; anything else is a path itself.
   *
   * @param name what a user writes
   * @param model the network's name, where it is said apart
   * @return the path
   * @throws IllegalArgumentException if torchvision publishes no such weights
   * @throws org.resnet4j.fetch.FetchException if they cannot be fetched
   */
  public static Path of(String name, Optional<String> model) {
    return of(name, model, files(false));
  }

  /** Torchvision's files in this user's cache. */
  static PublishedFiles files(boolean offline) {
    return new PublishedFiles(
        PublishedFiles.PYTORCH, CachePaths.standard(), offline, (what, done, total) -> {});
  }

  /** The same, from these files. */
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
