package org.resnet4j.cli.serve;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.resnet4j.cli.Started;

/** The command {@code serve} in a process of its own, as an operator has it. */
record Serving(Process process, int port, Path log) implements AutoCloseable {
  static Serving of(Path folder, String weights, List<String> flags, String... more)
      throws IOException, InterruptedException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var words = new ArrayList<>(List.of("serve", weights, "--engine", "vector"));
    words.addAll(List.of("--port", "" + port));
    words.addAll(List.of(more));
    var log = folder.resolve("access.log");
    var said = folder.resolve("serving.txt");
    var process =
        Started.builder(folder, flags, words.toArray(String[]::new))
            .redirectOutput(log.toFile())
            .redirectError(said.toFile())
            .start();
    for (int i = 0; i < 1200 && process.isAlive(); i++) {
      if (Files.readString(said).contains("serving ")) {
        return new Serving(process, port, log);
      }
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new AssertionError("it does not serve: " + Files.readString(said));
  }

  /** Somebody who asks it about a digit on one connection. */
  Load.Asking client(String path) throws IOException {
    var connection = new Connection(port);
    var request = Connection.request(path, digit());
    return new Load.Asking() {
      @Override
      public int ask() throws IOException {
        return connection.ask(request);
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }

  /** A seven of 28 × 28 pixels, as PNG. */
  static byte[] digit() throws IOException {
    var image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    var pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.setStroke(new BasicStroke(2));
    pen.drawPolyline(new int[] {8, 19, 13}, new int[] {7, 7, 21}, 3);
    pen.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** Its resident memory in MiB. */
  double memory() throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Asks it to end, and waits until it has. */
  int end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
