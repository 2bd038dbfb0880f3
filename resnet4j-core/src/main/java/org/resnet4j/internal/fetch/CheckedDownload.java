package org.resnet4j.internal.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.resnet4j.fetch.FetchException;
import org.resnet4j.fetch.Progress;
import org.resnet4j.internal.files.LockFile;
import org.resnet4j.internal.files.Reason;

/**
 * A file that is in the cache only if it is the published one: it is fetched under another name,
 * checked against its hash and renamed last. If two processes need the same file, one fetches it
 * while the other waits and finds it there.
 */
public final class CheckedDownload {
  private CheckedDownload() {}

  /**
   * Fetches the file unless it is already there.
   *
   * @param sha256Prefix how the file's SHA-256 begins, in lower-case hex digits
   * @throws FetchException if it cannot be fetched or does not have the hash
   */
  public static void fetch(
      URI address, Path target, String sha256Prefix, Download.Limits limits, Progress progress) {
    if (Files.isRegularFile(target)) {
      return;
    }
    synchronized (CheckedDownload.class) { // a file's lock keeps out processes, not threads
      Path lock = target.resolveSibling(target.getFileName() + ".lock");
      String wait = "waiting for another process that fetches %s (%s)".formatted(address, lock);
      try (LockFile held = LockFile.hold(lock, () -> progress.waiting(wait))) {
        assert held != null;
        if (!Files.isRegularFile(target)) {
          fetchAlone(address, target, sha256Prefix, limits, progress);
        }
      } catch (IOException e) {
        throw new FetchException(
            "%s cannot be kept as %s: %s; RESNET4J_CACHE names another place"
                .formatted(address, target, Reason.of(e)),
            e);
      }
    }
  }

  private static void fetchAlone(
      URI address, Path target, String sha256Prefix, Download.Limits limits, Progress progress)
      throws IOException {
    Path unchecked = target.resolveSibling(target.getFileName() + ".unchecked");
    try {
      Download.fetch(address, unchecked, limits, progress);
      String found = Hashes.sha256(unchecked);
      if (!found.startsWith(sha256Prefix)) {
        throw new FetchException(
            "%s came with sha256 %s instead of one that begins with %s; it was thrown away"
                .formatted(address, found, sha256Prefix));
      }
      try (var channel = FileChannel.open(unchecked, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          unchecked, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unchecked);
    }
  }
}
