package org.resnet4j.weights.published;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.resnet4j.fetch.FetchException;
import org.resnet4j.fetch.Progress;
import org.resnet4j.internal.fetch.CheckedDownload;
import org.resnet4j.internal.fetch.Download;

/**
 * Published checkpoints in the cache, fetched when first used.
 *
 * @param server the address of the folder that has the files, with a slash at its end
 * @param cache where fetched files are kept, see {@link org.resnet4j.fetch.CachePaths}
 * @param offline use what is on this machine; never use the network
 * @param progress is told how many bytes have come
 */
public record PublishedFiles(URI server, Path cache, boolean offline, Progress progress) {
  /** Where torchvision publishes its checkpoints. */
  public static final URI PYTORCH = URI.create("https://download.pytorch.org/models/");

  /**
   * The checkpoint's file, fetched and checked first where it is not in the cache.
   *
   * @param weights which checkpoint
   * @return the file in the cache
   * @throws FetchException if it cannot be fetched; the message has the address and where to put
   *     the file
   */
  public Path of(PublishedWeights weights) {
    Path file = cache.resolve("weights").resolve(weights.file());
    if (Files.isRegularFile(file)) {
      return file;
    }
    var address = server.resolve(weights.file());
    if (offline) {
      throw new FetchException(
          "%s is not in the cache, and offline nothing is fetched; it comes from %s"
              .formatted(file, address));
    }
    try {
      CheckedDownload.fetch(address, file, weights.sha256Prefix(), Download.Limits.USUAL, progress);
      return file;
    } catch (FetchException e) {
      throw new FetchException(
          "%s; download it by other means and name the file, or put it at %s"
              .formatted(e.getMessage(), file),
          e);
    }
  }
}
