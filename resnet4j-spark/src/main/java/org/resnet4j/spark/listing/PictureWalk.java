package org.resnet4j.spark.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.resnet4j.data.image.ImageFolder;

/**
 * The paths of the pictures in a folder, and in the folders within, one after another: it holds the
 * folders that it is in, and no list of files. For one thread.
 */
final class PictureWalk implements Iterator<String>, AutoCloseable {
  private final Configuration hadoop;
  private final Path root;
  private final boolean deep;
  private final Deque<Open> open = new ArrayDeque<>();
  private Optional<String> next = Optional.empty();

  /** A folder that is being read; {@code real} of a local one, links followed. */
  private record Open(Entries entries, Optional<java.nio.file.Path> real) {}

  /**
   * Begins at a folder.
   *
   * @param root the folder of all; of its own folders nothing is entered if the walk begins here
   */
  PictureWalk(Path folder, Path root, Configuration hadoop) {
    this.hadoop = hadoop;
    this.root = root;
    deep = !folder.equals(root);
    enter(folder);
  }

  /** Whether the folder is one that people put pictures into. */
  static boolean isVisible(String folder) {
    return !folder.startsWith(".") && !folder.equals("__MACOSX");
  }

  /** A link that leads back to a folder above it is not followed. */
  private void enter(Path folder) {
    try {
      var real = real(folder);
      boolean inside = deep && real.isPresent();
      if (!inside || !leadsBack(real.get())) {
        open.push(new Open(Entries.of(folder, hadoop), real));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be listed: %s".formatted(folder, e), e);
    }
  }

  private boolean leadsBack(java.nio.file.Path real) throws IOException {
    return real(root).orElseThrow().startsWith(real)
        || open.stream().anyMatch(above -> above.real().orElseThrow().startsWith(real));
  }

  private static Optional<java.nio.file.Path> real(Path folder) throws IOException {
    return Entries.isLocal(folder)
        ? Optional.of(Entries.local(folder).toRealPath())
        : Optional.empty();
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && !open.isEmpty()) {
      var here = open.peek().entries();
      if (here.hasNext()) {
        take(here.next());
      } else {
        open.pop().entries().close();
      }
    }
    return next.isPresent();
  }

  private void take(Entries.Entry entry) {
    if (entry.folder()) {
      if (deep && isVisible(entry.name())) {
        enter(entry.path());
      }
    } else if (ImageFolder.isImage(entry.name())) {
      next = Optional.of(entry.path().toString());
    }
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var path = next.orElseThrow();
    next = Optional.empty();
    return path;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().entries().close();
    }
  }
}
