package org.resnet4j.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.resnet4j.data.DataException;
import org.resnet4j.fetch.FetchException;
import org.resnet4j.fetch.Progress;
import org.resnet4j.internal.fetch.Hashes;
import org.resnet4j.internal.files.FullDisk;
import org.resnet4j.internal.files.LockFile;
import org.resnet4j.internal.files.Reason;

/**
 * Brings a data set into the cache: asks its sources in order until one gives all files with the
 * right hashes. A source that failed is not asked again by the same fetcher. Two processes never
 * fetch the same data set at the same time: the second waits, and then finds it in the cache.
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

  /** The files, from the cache or from the first source that has them. */
  CachedFiles fetch(KnownDataset known) {
    CachedFiles cached = cached(known);
    if (cached.ready()) {
      return cached;
    }
    synchronized (Fetcher.class) { // a file's lock keeps out other processes, not other threads
      fetchAlone(cached);
    }
    return cached;
  }

  private void fetchAlone(CachedFiles cached) {
    KnownDataset known = cached.known();
    Path staging = cached.folder().resolveSibling(known.name() + ".fetching");
    Path lock = cached.folder().resolveSibling(known.name() + ".lock");
    var wait = "waiting for another process that fetches %s (%s)".formatted(known.name(), lock);
    try (LockFile held = LockFile.hold(lock, () -> progress.waiting(wait))) {
      assert held != null;
      if (!cached.ready()) {
        fetch(cached, staging);
      }
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      throw new DataException(
          FullDisk.says(reason)
              ? full(cached)
              : "the cache %s cannot be written: %s; RESNET4J_CACHE names another place"
                  .formatted(cache, Reason.of(e)),
          e);
    }
  }

  private void fetch(CachedFiles cached, Path staging) throws IOException {
    KnownDataset known = cached.known();
    if (!offline && FullDisk.lacks(staging.getParent(), known.bytes())) {
      throw new DataException(full(cached));
    }
    Files.createDirectories(staging);
    List<String> tried = new ArrayList<>();
    for (Source source : known.sources()) {
      if (offline && !source.local()) {
        continue;
      }
      String failure =
          failures.computeIfAbsent(source.describe(), key -> ask(source, cached, staging));
      if (failure.isEmpty() || FullDisk.says(failure)) {
        failures.remove(source.describe());
        Staging.deleteFolder(staging);
      }
      if (failure.isEmpty()) {
        cached.record();
        return;
      }
      if (FullDisk.says(failure)) {
        throw new DataException(full(cached));
      }
      tried.add(
          failure.startsWith(source.describe()) ? failure : source.describe() + ": " + failure);
    }
    Staging.deleteIfEmpty(staging);
    throw new DataException(offline ? unavailable(cached) : unanswered(cached, tried));
  }

  private static String unanswered(CachedFiles cached, List<String> tried) {
    return damaged(cached).map(sentence -> sentence + ", and ").orElse("")
        + "%s could not be fetched from any source (%s); download it by other means and name its folder instead"
            .formatted(cached.known().name(), String.join("; ", tried));
  }

  /** Why there is no data set offline. */
  private static String unavailable(CachedFiles cached) {
    String name = cached.known().name();
    return damaged(cached)
        .map(sentence -> sentence + "; fetch it again while online, or put a good copy there")
        .orElseGet(
            () ->
                "%s is not in the cache %s, and offline nothing is fetched; fetch it once while online, or name the folder of a copy"
                    .formatted(name, cached.folder()));
  }

  private static Optional<String> damaged(CachedFiles cached) {
    return cached.verify().stream()
        .filter(file -> file.state() == FileStatus.State.DAMAGED)
        .findFirst()
        .map(
            file ->
                "%s is damaged in the cache: %s has %s"
                    .formatted(cached.known().name(), file.path(), file.detail()));
  }

  private static String full(CachedFiles cached) {
    return FullDisk.sentence(
            cached.known().name(), cached.known().bytes(), cached.folder().getParent())
        + " with RESNET4J_CACHE";
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
