package org.resnet4j.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.serve.setting.ServerLimits;

/** HTTPS with a certificate that keytool has made. */
@Timeout(120)
final class TlsTest {
  private static final String PASSWORD = "a password";
  private static final byte[] WHITE = Served.picture(Color.WHITE, 8, 8);

  @TempDir Path folder;

  private Path certificate() throws IOException, InterruptedException {
    var store = folder.resolve("server.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertThat(made.waitFor()).as(Files.readString(folder.resolve("keytool.txt"))).isZero();
    return store;
  }

  /** Trusts this certificate alone. */
  private static SSLContext trusting(Path store) throws Exception {
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static ServerLimits impatient(ServerLimits limits) {
    return limits.withTimes(Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  @Test
  void whoTrustsTheCertificateIsAnsweredAndNobodyWithoutTls() throws Exception {
    var store = certificate();
    try (var served = Served.secured(folder, UnaryOperator.identity(), store, PASSWORD);
        var client = HttpClient.newBuilder().sslContext(trusting(store)).build();
        var stranger = HttpClient.newHttpClient()) {
      var address = URI.create("https://localhost:%d/predict".formatted(served.server().port()));
      var request = HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(WHITE)).build();
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"light\"");
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThatThrownBy(() -> stranger.send(request, BodyHandlers.ofString()))
          .isInstanceOf(SSLException.class);
      var plain = "GET /v2 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
      assertThat(served.raw(plain, 20_000)).doesNotContain("200 OK", "resnet4j");
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoDripsIsEndedBehindTlsToo() throws Exception {
    var store = certificate();
    try (var served = Served.secured(folder, TlsTest::impatient, store, PASSWORD);
        var socket =
            (SSLSocket)
                trusting(store)
                    .getSocketFactory()
                    .createSocket("127.0.0.1", served.server().port());
        var silent = new Socket("127.0.0.1", served.server().port())) {
      long began = System.nanoTime();
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX-A: ".getBytes("ASCII"));
        for (int i = 0; i < 400; i++) {
          socket.getOutputStream().write('x');
          Thread.sleep(50);
        }
      } catch (IOException e) {
        // ended: what was to be seen
      }
      silent.setSoTimeout(20_000);
      assertThat(silent.getInputStream().read()).as("who does not even shake hands").isEqualTo(-1);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
    }
  }
}
