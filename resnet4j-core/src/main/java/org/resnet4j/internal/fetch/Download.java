package org.resnet4j.internal.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.resnet4j.fetch.FetchException;
import org.resnet4j.fetch.Progress;
import org.resnet4j.internal.files.FullDisk;

/**
 * Fetches a file over HTTP. What has come lies in {@code NAME.part}; a later call goes on from
 * there with a range request, where the server knows how, and the target appears only when whole.
 */
public final class Download {
  private static final String FULL =
      "No space left on device: make room there, or name another place with RESNET4J_CACHE";

  private Download() {}

  /**
   * How patient to be.
   *
   * @param connectMillis for the name and the connection
   * @param stallMillis without a byte
   * @param tries how often to go on after a break, as long as each try brings something
   */
  public record Limits(int connectMillis, int stallMillis, int tries) {
    public static final Limits USUAL = new Limits(4_000, 10_000, 5);
  }

  /**
   * Fetches.
   *
   * @throws FetchException naming address and reason; what has come stays for the next call
   */
  public static void fetch(URI address, Path target, Limits limits, Progress progress) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    String reason = "";
    for (int i = 0; i < limits.tries(); i++) {
      long before = size(part);
      try {
        Files.createDirectories(target.toAbsolutePath().getParent());
        resolve(address, limits);
        attempt(address, part, limits, progress);
        Files.move(
            part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (IOException e) {
        if (FullDisk.says(String.valueOf(e.getMessage()))) {
          discard(part);
          throw new FetchException("%s: %s".formatted(target, FULL), e);
        }
        reason = reason(e);
        if (size(part) <= before) {
          break;
        }
      }
    }
    throw new FetchException("%s: %s".formatted(address, reason));
  }

  private static String reason(IOException problem) {
    return switch (problem) {
      case UnknownHostException e -> String.valueOf(e.getMessage());
      case SocketTimeoutException e -> "the server does not answer";
      case ConnectException e -> "nobody answers there (%s)".formatted(e.getMessage());
      default -> problem.getClass().getSimpleName() + ": " + problem.getMessage();
    };
  }

  /** A part that fills the disk is in the way of whoever makes room. */
  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // the reason why nothing can be written is told already
    }
  }

  private static long size(Path part) {
    try {
      return Files.isRegularFile(part) ? Files.size(part) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  // looking a name up has no time-out of its own
  private static void resolve(URI address, Limits limits) throws IOException {
    var lookup = new CompletableFuture<InetAddress>();
    Thread.ofPlatform()
        .daemon()
        .name("lookup")
        .start(
            () -> {
              try {
                lookup.complete(InetAddress.getByName(address.getHost()));
              } catch (UnknownHostException e) {
                lookup.completeExceptionally(e);
              }
            });
    try {
      lookup.get(limits.connectMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new UnknownHostException("the name of the host is not known here");
    } catch (TimeoutException e) {
      throw new UnknownHostException("nobody answers what the host's address is");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void attempt(URI address, Path part, Limits limits, Progress progress)
      throws IOException {
    long have = size(part);
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(limits.connectMillis());
    connection.setReadTimeout(limits.stallMillis());
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (have > 0) {
      connection.setRequestProperty("Range", String.format(Locale.ROOT, "bytes=%d-", have));
    }
    try {
      int status = connection.getResponseCode();
      boolean continued = status == HttpURLConnection.HTTP_PARTIAL && startsAt(connection, have);
      if (have > 0 && (status == 416 || status == HttpURLConnection.HTTP_PARTIAL && !continued)) {
        Files.delete(part);
        attempt(address, part, limits, progress);
        return;
      }
      if (!continued && status != HttpURLConnection.HTTP_OK) {
        throw new FetchException(
            "%s: the server answers %d instead of the file".formatted(address, status));
      }
      receive(address, connection, part, continued ? have : 0, progress);
    } finally {
      connection.disconnect();
    }
  }

  private static boolean startsAt(HttpURLConnection connection, long have) {
    String range = connection.getHeaderField("Content-Range");
    return range != null && range.startsWith("bytes " + have + "-");
  }

  private static void receive(
      URI address, HttpURLConnection connection, Path part, long have, Progress progress)
      throws IOException {
    long coming = connection.getContentLengthLong();
    long total = coming < 0 ? -1 : have + coming;
    StandardOpenOption mode =
        have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    long done = have;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = connection.getInputStream();
        OutputStream out =
            Files.newOutputStream(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        done += n;
        progress.report(address.toString(), done, total);
      }
    }
    if (total >= 0 && done != total) {
      throw new IOException("the connection ended after %d of %d bytes".formatted(done, total));
    }
  }
}
