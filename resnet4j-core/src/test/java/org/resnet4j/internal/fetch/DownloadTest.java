package org.resnet4j.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.fetch.FetchException;
import org.resnet4j.fetch.Progress;

/** Downloads from a server on this machine. */
@Timeout(30)
class DownloadTest {
  private static final Download.Limits QUICK = new Download.Limits(4_000, 2_000, 5);
  private final byte[] content = new byte[300_000];
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(content);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  /** Sends what the range asks for, but at most {@code most} bytes of it, then breaks off. */
  private void sendRange(HttpExchange exchange, int most) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (range != null) {
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
    int end = Math.min(content.length, from + most);
    exchange.getResponseBody().write(content, from, end - from);
    exchange.getResponseBody().flush();
    if (end < content.length) {
      throw new IOException("broken off on purpose");
    }
    exchange.close();
  }

  @Test
  void aFileArrivesWholeAndProgressReachesItsEnd() {
    URI address = serve("/file", exchange -> sendRange(exchange, content.length));
    long[] last = new long[2];
    Path target = folder.resolve("deep/file");
    Download.fetch(
        address,
        target,
        QUICK,
        (what, done, total) -> {
          last[0] = done;
          last[1] = total;
        });
    assertThat(target).hasBinaryContent(content);
    assertThat(last).containsExactly(content.length, content.length);
    assertThat(target.resolveSibling("file.part")).doesNotExist();
  }

  @Test
  void aBrokenConnectionIsTakenUpWhereItBroke() {
    URI address = serve("/file", exchange -> sendRange(exchange, 100_000));
    Path target = folder.resolve("file");
    Download.fetch(address, target, QUICK, Progress.SILENT);
    assertThat(target).hasBinaryContent(content);
    assertThat(ranges.getFirst()).isEqualTo("null");
    assertThat(ranges).hasSizeGreaterThan(1);
    assertThat(ranges.subList(1, ranges.size())).allMatch(range -> range.startsWith("bytes="));
  }

  @Test
  void aLaterCallGoesOnFromThePart() throws IOException {
    Files.write(folder.resolve("file.part"), Arrays.copyOf(content, 123_456));
    URI address = serve("/file", exchange -> sendRange(exchange, content.length));
    Download.fetch(address, folder.resolve("file"), QUICK, Progress.SILENT);
    assertThat(ranges).containsExactly("bytes=123456-");
    assertThat(folder.resolve("file")).hasBinaryContent(content);
  }

  @Test
  void aServerWithoutRangesSendsAllAgain() throws IOException {
    Files.write(folder.resolve("file.part"), new byte[1000]);
    URI address =
        serve(
            "/file",
            exchange -> {
              exchange.sendResponseHeaders(200, content.length);
              exchange.getResponseBody().write(content);
              exchange.close();
            });
    Download.fetch(address, folder.resolve("file"), QUICK, Progress.SILENT);
    assertThat(folder.resolve("file")).hasBinaryContent(content);
  }

  @Test
  void aPartLongerThanTheFileIsThrownAway() throws IOException {
    Files.write(folder.resolve("file.part"), new byte[content.length + 5]);
    URI address =
        serve(
            "/file",
            exchange -> {
              if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.sendResponseHeaders(416, -1);
                exchange.close();
              } else {
                sendRange(exchange, content.length);
              }
            });
    Download.fetch(address, folder.resolve("file"), QUICK, Progress.SILENT);
    assertThat(folder.resolve("file")).hasBinaryContent(content);
  }

  @Test
  void whatAlwaysBreaksLeavesItsPartAndNoFile() {
    URI address = serve("/file", exchange -> sendRange(exchange, 10_000));
    Path target = folder.resolve("file");
    assertThatThrownBy(() -> Download.fetch(address, target, QUICK, Progress.SILENT))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining(address.toString());
    assertThat(target).doesNotExist();
    assertThat(folder.resolve("file.part")).exists();
  }

  @Test
  void aMissingFileIsNamedWithTheAnswer() {
    URI address =
        serve(
            "/gone",
            exchange -> {
              exchange.sendResponseHeaders(404, -1);
              exchange.close();
            });
    assertThatThrownBy(() -> Download.fetch(address, folder.resolve("f"), QUICK, Progress.SILENT))
        .isInstanceOf(FetchException.class)
        .hasMessage(address + ": the server answers 404 instead of the file");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() {
    URI address =
        serve(
            "/silent",
            exchange -> {
              try {
                Thread.sleep(4_000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThatThrownBy(() -> Download.fetch(address, folder.resolve("f"), QUICK, Progress.SILENT))
        .isInstanceOf(FetchException.class)
        .hasMessageEndingWith("the server does not answer");
  }

  @Test
  void anUnknownHostIsGivenUpQuickly() {
    URI nowhere = URI.create("http://no-such-host.invalid/file");
    assertThatThrownBy(() -> Download.fetch(nowhere, folder.resolve("f"), QUICK, Progress.SILENT))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("no-such-host.invalid")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void aFullDiskIsSaidAndTheHalfFileTakenAway() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a device that is always full");
    URI address = serve("/file", exchange -> sendRange(exchange, content.length));
    Path target = folder.resolve("file");
    assertThatThrownBy(
            () -> {
              Files.createSymbolicLink(folder.resolve("file.part"), full);
              Download.fetch(address, target, QUICK, Progress.SILENT);
            })
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("No space left on device: make room");
    assertThat(folder).isEmptyDirectory();
  }
}
