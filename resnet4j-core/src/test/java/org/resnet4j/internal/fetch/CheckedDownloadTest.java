package org.resnet4j.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.fetch.FetchException;

/** Downloads with a hash from a server on this machine. */
@Timeout(30)
class CheckedDownloadTest {
  private static final Download.Limits ONE_TRY = new Download.Limits(2_000, 500, 1);
  private final byte[] content = new byte[200_000];
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final List<Long> reported = new CopyOnWriteArrayList<>();
  private volatile int most = content.length;
  @TempDir Path folder;
  private HttpServer server;
  private Path target;
  private String hash;

  @BeforeEach
  void start() throws IOException {
    new Random(2).nextBytes(content);
    Files.write(folder.resolve("original"), content);
    hash = Hashes.sha256(folder.resolve("original"));
    target = folder.resolve("cache/file");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/file", this::send);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Sends what the range asks for, but at most {@code most} bytes of it, then breaks off. */
  private void send(HttpExchange exchange) throws IOException {
    String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
    ranges.add(range);
    int from = range.equals("null") ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from > 0) {
      var rest = "bytes %d-%d/%d".formatted(from, content.length - 1, content.length);
      exchange.getResponseHeaders().add("Content-Range", rest);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    int end = Math.min(content.length, from + most);
    exchange.getResponseBody().write(content, from, end - from);
    exchange.getResponseBody().flush();
    if (end < content.length) {
      throw new IOException("broken off on purpose");
    }
    exchange.close();
  }

  private void fetch(String path, String sha256Prefix) {
    var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    CheckedDownload.fetch(
        address, target, sha256Prefix, ONE_TRY, (what, done, total) -> reported.add(done));
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(target.getParent())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theRightFileIsKeptAndNotAskedForAgain() throws IOException {
    fetch("/file", hash.substring(0, 8));
    fetch("/file", hash.substring(0, 8));
    assertThat(target).hasBinaryContent(content);
    assertThat(ranges).containsExactly("null");
    assertThat(reported).isSorted().endsWith((long) content.length);
    assertThat(kept()).containsExactly("file");
  }

  @Test
  void aFileOfAnotherHashIsThrownAway() throws IOException {
    assertThatThrownBy(() -> fetch("/file", "0badf00d"))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("came with sha256 " + hash)
        .hasMessageContaining("begins with 0badf00d");
    assertThat(kept()).isEmpty();
  }

  @Test
  void aCutDownloadGoesOnInTheNextCall() {
    most = 70_000;
    assertThatThrownBy(() -> fetch("/file", hash)).isInstanceOf(FetchException.class);
    assertThat(target).doesNotExist();
    most = content.length;
    fetch("/file", hash);
    assertThat(target).hasBinaryContent(content);
    assertThat(ranges).hasSize(2);
    assertThat(ranges.getLast()).startsWith("bytes=").isNotEqualTo("bytes=0-");
  }

  @Test
  void aDamagedPartIsFoundByTheHashAndNotGoneOnWithTwice() throws IOException {
    Files.createDirectories(target.getParent());
    byte[] damaged = Arrays.copyOf(content, 1_000);
    damaged[500]++;
    Files.write(target.resolveSibling("file.unchecked.part"), damaged);
    assertThatThrownBy(() -> fetch("/file", hash)).hasMessageContaining("came with sha256");
    fetch("/file", hash);
    assertThat(target).hasBinaryContent(content);
    assertThat(ranges).containsExactly("bytes=1000-", "null");
  }

  @Test
  void aMissingFileIsNamedWithTheAnswer() {
    assertThatThrownBy(() -> fetch("/gone", hash))
        .isInstanceOf(FetchException.class)
        .hasMessageEndingWith("/gone: the server answers 404 instead of the file");
    assertThat(target).doesNotExist();
  }

  @Test
  void manyThreadsFetchItOnce() {
    IntStream.range(0, 8).parallel().forEach(i -> fetch("/file", hash));
    assertThat(target).hasBinaryContent(content);
    assertThat(ranges).hasSize(1);
  }
}
