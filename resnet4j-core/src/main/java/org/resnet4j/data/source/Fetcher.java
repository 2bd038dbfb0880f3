package org.resnet4j.data.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.resnet4j.data.DataException;
import org.resnet4j.fetch.FetchException;
import org.resnet4j.fetch.Hashes;
import org.resnet4j.fetch.Progress;

/**
 * Brings a data set into the cache: asks its sources in order until one gives all files with the
 * right hashes. A source that failed is not asked again by the same fetcher. Two processes do not
 * fetch the same data set at once: the second waits, and finds it there.
 */
final class Fetcher {
  private final Path cache;
  private final Progress progress;
  private final boolean offline;
  private final Map<String, String> failures = new ConcurrentHashMap<>();

  Fetcher(Path cache, Progress progress, boolean offline) {
    this.cache = cache;
    this.progress = progress;
    this.offline = offline;
  }

  CachedFiles cached(KnownDataset known) {
    return new CachedFiles(known, cache.resolve("datasets").resolve(known.name()));
  }

  /** The files, from the cache or else from the first source that has them. */
  CachedFiles fetch(KnownDataset known) {
    CachedFiles cached = cached(known);
    if (cached.ready()) {
      return cached;
    }
    synchronized (Fetcher.class) { // a file's lock holds off other processes, not other threads
      fetchAlone(cached);
    }
    return cached;
  }

  private void fetchAlone(CachedFiles cached) {
    KnownDataset known = cached.known();
    Path staging = cached.folder().resolveSibling(known.name() + ".fetching");
    try {
      Files.createDirectories(staging);
      try (FileChannel channel =
              FileChannel.open(
                  staging.resolveSibling(known.name() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        assert held.isValid();
        if (!cached.ready()) {
          fetch(cached, staging);
        }
      }
    } catch (IOException e) {
      throw new DataException(
          "the cache %s cannot be written: %s; RESNET4J_CACHE names another place"
              .formatted(cache, e.getMessage()),
          e);
    }
  }

  private void fetch(CachedFiles cached, Path staging) {
    KnownDataset known = cached.known();
    List<String> tried = new ArrayList<>();
    tried.add("cache %s: not there".formatted(cached.folder()));
    for (Source source : known.sources()) {
      boolean local = source instanceof Folder;
      String failure =
          offline && !local
              ? "not asked: offline"
              : failures.computeIfAbsent(source.describe(), key -> ask(source, cached, staging));
      if (failure.isEmpty()) {
        failures.remove(source.describe());
        Staging.deleteFolder(staging);
        cached.record();
        return;
      }
      tried.add(
          failure.startsWith(source.describe()) ? failure : source.describe() + ": " + failure);
    }
    Staging.deleteIfEmpty(staging);
    throw new DataException(
        "%s could not be had from any source (%s); fetch it elsewhere and name its folder instead"
            .formatted(known.name(), String.join("; ", tried)));
  }

  // the reason for failure, or nothing where all went well
  private String ask(Source source, CachedFiles cached, Path staging) {
    try {
      source.provide(cached.known().files(), staging, progress);
      for (KnownFile file : cached.known().files()) {
        check(file, staging.resolve(file.name()));
      }
      for (KnownFile file : cached.known().files()) {
        Staging.move(staging.resolve(file.name()), cached.path(file.name()));
      }
      return "";
    } catch (DataException | FetchException e) {
      return e.getMessage();
    }
  }

  private static void check(KnownFile file, Path path) {
    String found = Hashes.sha256(path);
    if (file.sha256().isPresent() && !file.sha256().get().equals(found)) {
      Staging.delete(path);
      throw new DataException(
          "%s came with sha256 %s instead of %s"
              .formatted(file.name(), found, file.sha256().get()));
    }
  }
}
