package org.resnet4j.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.serve.setting.ServerLimits;

/** Requests that no decent client sends: each is refused, none hurts. */
@Timeout(900)
final class GarbageTest {
  private static final byte[] WHITE = Served.picture(Color.WHITE, 8, 8);
  private static final String JSON =
      "{\"id\":\"a\",\"inputs\":[{\"name\":\"numbers\",\"shape\":[1,1,4,4],\"datatype\":\"FP32\","
          + "\"data\":[1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7]}],\"outputs\":[{\"name\":\"label\"}]}";
  private static final byte[] BOMB = bomb();
  private static final List<String> PATHS =
      List.of(
          "/predict",
          "/v2/models/light/infer",
          "/v2/models/light/versions/9/infer",
          "/v2/models/%00/infer",
          "/%2e%2e/%2e%2e/etc/passwd",
          "/v2/" + "a/".repeat(500),
          "/" + "x".repeat(30_000));

  @TempDir Path folder;

  @Test
  void threeHundredBadRequestsAreRefused() throws Exception {
    refused(300);
  }

  @Test
  @Tag("slow")
  void tenThousandBadRequestsAreRefused() throws Exception {
    refused(10_000);
  }

  private void refused(int times) throws Exception {
    var random = new Random(22);
    UnaryOperator<ServerLimits> soon =
        limits ->
            limits
                .withTimes(Duration.ofMillis(300), Duration.ofMillis(300))
                .withBody(100_000)
                .withPixels(1_000_000);
    try (var served = Served.of(folder, soon)) {
      for (int i = 0; i < times; i++) {
        var request = request(random);
        var answer = served.raw(request, 20_000);
        assertThat(answer)
            .as(
                "request %d: %s",
                i, new String(request, 0, Math.min(200, request.length), ISO_8859_1))
            .matches("(?s)|HTTP/1\\.1 (200|4\\d\\d|50[345]) .*")
            .doesNotContain("Exception", "\tat ");
      }
      assertThat(served.post("/predict", WHITE).statusCode()).isEqualTo(200);
      assertThat(served.engine().open).hasValue(1);
    }
  }

  /** One of many kinds; the connection is to be closed behind it. */
  private static byte[] request(Random random) {
    var path = PATHS.get(random.nextInt(PATHS.size()));
    return switch (random.nextInt(11)) {
      case 0 -> bytes(random, 1 + random.nextInt(2000));
      case 1 -> post(path, "", bytes(random, random.nextInt(5000)));
      case 2 -> post(path, "", damaged(random, WHITE));
      case 3 -> post(path, "", damaged(random, JSON.getBytes(ISO_8859_1)));
      case 4 -> post(path, "Content-Encoding: gzip\r\n", bytes(random, 500));
      case 5 ->
          post(
              path,
              "Inference-Header-Content-Length: %d\r\n".formatted(random.nextInt(400) - 50),
              damaged(random, JSON.getBytes(ISO_8859_1)));
      case 6 -> // it claims more than comes
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\nx"
              .formatted(path, 1 + (random.nextInt() >>> 1))
              .getBytes(ISO_8859_1);
      case 7 ->
          "POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\nabc"
              .formatted(path, random.nextInt())
              .getBytes(ISO_8859_1);
      case 8 -> post(path, "Content-Encoding: gzip\r\n", BOMB);
      case 9 -> post(path, "", new byte[100_001 + random.nextInt(100_000)]);
      default -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1);
    };
  }

  /** 50 MB of zeros in 50 kB. */
  private static byte[] bomb() {
    var out = new ByteArrayOutputStream();
    try (var packer = new GZIPOutputStream(out)) {
      packer.write(new byte[50_000_000]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(Random random, int length) {
    var out = new byte[length];
    random.nextBytes(out);
    return out;
  }

  /** Cut, and some bytes are others. */
  private static byte[] damaged(Random random, byte[] good) {
    var out = Arrays.copyOf(good, 1 + random.nextInt(good.length));
    for (int i = random.nextInt(4); i > 0; i--) {
      out[random.nextInt(out.length)] = (byte) random.nextInt();
    }
    return out;
  }

  private static byte[] post(String path, String headers, byte[] body) {
    var out = new ByteArrayOutputStream();
    var head =
        "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(path, headers, body.length);
    out.writeBytes(head.getBytes(ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
