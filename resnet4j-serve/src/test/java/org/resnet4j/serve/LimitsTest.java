package org.resnet4j.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.serve.setting.ServerLimits;

/** What strangers may do to a server, and what it then does. */
@Timeout(120)
final class LimitsTest {
  private static final byte[] WHITE = Served.picture(Color.WHITE, 8, 8);

  @TempDir Path folder;

  private Served impatient() throws IOException {
    return Served.of(
        folder,
        limits ->
            limits.withTimes(Duration.ofMillis(700), Duration.ofMillis(700)).withBody(10_000));
  }

  @Test
  void aFullQueueRefusesAtOnceAndAcceptedRequestsAreAnswered() throws Exception {
    try (var served = Served.of(folder, 100, limits -> limits.withQueue(8), List.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      served.post("/predict", WHITE); // classes are loaded, connections made
      var asked = new ArrayList<Future<long[]>>();
      for (int i = 0; i < 64; i++) {
        asked.add(
            threads.submit(
                () -> {
                  long began = System.nanoTime();
                  var answer = served.post("/predict", WHITE);
                  if (answer.statusCode() == 429) {
                    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                  }
                  return new long[] {answer.statusCode(), System.nanoTime() - began};
                }));
      }
      int answered = 0;
      int refused = 0;
      for (var one : asked) {
        long[] seen = one.get();
        assertThat(seen[0]).isIn(200L, 429L);
        answered += seen[0] == 200 ? 1 : 0;
        refused += seen[0] == 429 ? 1 : 0;
      }
      assertThat(answered).isBetween(8, 63);
      assertThat(refused).isPositive();
    }
  }

  /** Who finds no room in the line at the door is let in a second later, by TCP's repetition. */
  @Test
  void manyWhoComeAtOnceAreLetInAtOnce() throws Exception {
    try (var served = Served.of(folder, limits -> limits)) {
      var sockets = new ArrayList<Socket>();
      long slowest = 0;
      for (int i = 0; i < 400; i++) {
        long began = System.nanoTime();
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), served.server().port()));
        slowest = Math.max(slowest, System.nanoTime() - began);
      }
      for (var socket : sockets) {
        socket.close();
      }
      assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofMillis(900));
    }
  }

  @Test
  void aRefusalIsNotBehindThoseWhoCompute() throws Exception {
    try (var served = Served.of(folder, 5000, limits -> limits.withQueue(1), List.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> served.post("/predict", WHITE).statusCode());
      while (!served.get("/metrics").body().matches("(?s).*pictures_waiting\\{[^}]*} 1\\.0.*")) {
        Thread.sleep(10);
      }
      var busy = new AtomicBoolean(true);
      for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
        threads.submit(() -> spinWhile(busy)); // virtual threads have no processor left
      }
      try {
        var head =
            "POST /predict HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 9\r\n\r\n";
        assertThat(served.raw(head.getBytes(ISO_8859_1), 4000)).startsWith("HTTP/1.1 429 ");
      } finally {
        busy.set(false);
      }
      assertThat(first.get()).isEqualTo(200);
    }
  }

  private static void spinWhile(AtomicBoolean busy) {
    while (busy.get()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aPictureThatWaitsTooLongIsToldSo() throws Exception {
    UnaryOperator<ServerLimits> soon = limits -> limits.withDeadline(Duration.ofMillis(200));
    try (var served = Served.of(folder, 1000, soon, List.of())) {
      var answer = served.post("/predict", WHITE);
      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.body()).contains("no answer within");
    }
  }

  @Test
  void aDrippedHeadIsEnded() throws Exception {
    try (var served = impatient()) {
      assertThat(dripped(served, "GET / HTTP/1.1\r\nHost: x\r\nX-A: ")).isLessThan(5000);
    }
  }

  @Test
  void aDrippedBodyIsEnded() throws Exception {
    try (var served = impatient()) {
      var head = "POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n";
      assertThat(dripped(served, head)).isLessThan(5000);
    }
  }

  /** Milliseconds until a client that sends a byte every 50 ms is ended. */
  private static long dripped(Served served, String head) throws Exception {
    long began = System.nanoTime();
    try (var socket = new Socket("127.0.0.1", served.server().port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      for (int i = 0; i < 400 && socket.getInputStream().available() == 0; i++) {
        socket.getOutputStream().write('x');
        Thread.sleep(50);
      }
    } catch (IOException e) {
      // ended: what was to be seen
    }
    return (System.nanoTime() - began) / 1_000_000;
  }

  @Test
  void twoHundredWhoDripDoNotKeepOthersWaiting() throws Exception {
    var sockets = new ArrayList<Socket>();
    try (var served = Served.of(folder, UnaryOperator.identity())) {
      for (int i = 0; i < 200; i++) {
        var socket = new Socket("127.0.0.1", served.server().port());
        socket
            .getOutputStream()
            .write(
                "POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nx"
                    .getBytes(ISO_8859_1));
        sockets.add(socket);
      }
      served.post("/predict", WHITE);
      long began = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertThat(served.post("/predict", WHITE).statusCode()).isEqualTo(200);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void bodiesAreBoundedPackedOrNot() throws Exception {
    try (var served = impatient()) {
      assertThat(served.post("/predict", new byte[10_001]).statusCode()).isEqualTo(413);
      var out = new ByteArrayOutputStream();
      try (var packer = new GZIPOutputStream(out)) {
        packer.write(new byte[5_000_000]); // about 5 kB packed
      }
      var bomb =
          served
              .to("/predict")
              .header("Content-Encoding", "gzip")
              .POST(BodyPublishers.ofByteArray(out.toByteArray()));
      assertThat(out.size()).isLessThan(10_000);
      assertThat(served.send(bomb).statusCode()).isEqualTo(413);
    }
  }

  @Test
  void pixelsAreCountedBeforeAnythingIsDecoded() throws Exception {
    try (var served = Served.of(folder, limits -> limits.withPixels(1_000_000))) {
      var answer = served.post("/predict", claiming(30_000, 30_000));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("900,000,000 pixels");
      assertThat(served.post("/predict", WHITE).statusCode()).isEqualTo(200);
    }
  }

  /** A PNG whose header claims a size, and no more. */
  private static byte[] claiming(int width, int height) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    var chunk = ByteBuffer.allocate(17).put("IHDR".getBytes(ISO_8859_1)).putInt(width);
    chunk.putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    var sum = new CRC32();
    sum.update(chunk.array());
    out.writeBytes(ByteBuffer.allocate(4).putInt(13).array());
    out.writeBytes(chunk.array());
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    return out.toByteArray();
  }

  @Test
  void withoutAKeyNobodyIsLetInButProbesAndPage() throws Exception {
    try (var served = Served.of(folder, 0, UnaryOperator.identity(), List.of("one", "two"))) {
      var refused = served.post("/predict", WHITE);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(served.get("/metrics").statusCode()).isEqualTo(401);
      assertThat(served.get("/v2/health/live").statusCode()).isEqualTo(200);
      assertThat(served.get("/").statusCode()).isEqualTo(200);
      var asked = served.to("/predict").POST(BodyPublishers.ofByteArray(WHITE));
      assertThat(served.send(asked.copy().header("X-API-Key", "two")).statusCode()).isEqualTo(200);
      assertThat(served.send(asked.copy().header("Authorization", "Bearer one")).statusCode())
          .isEqualTo(200);
      assertThat(served.send(asked.copy().header("Authorization", "Bearer o")).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void pagesOfOtherServersAreNotLetIn() throws Exception {
    try (var served = Served.of(folder, UnaryOperator.identity())) {
      var asked = served.to("/predict").POST(BodyPublishers.ofByteArray(WHITE));
      var foreign = served.send(asked.copy().header("Origin", "http://elsewhere.example"));
      assertThat(foreign.statusCode()).isEqualTo(403);
      assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      var own = "http://127.0.0.1:" + served.server().port();
      assertThat(served.send(asked.copy().header("Origin", own)).statusCode()).isEqualTo(200);
    }
  }
}
