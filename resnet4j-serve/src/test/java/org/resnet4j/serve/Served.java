package org.resnet4j.serve;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.augment.ToChannels;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Shape;
import org.resnet4j.serve.setting.ServerLimits;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Taken;
import org.resnet4j.zoo.Zoo;

/**
 * A server on a free port, whose models tell dark from light; the file of a model has its two
 * classes' names, one a line.
 */
record Served(ModelServer server, PacedEngine engine) implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static Served of(Path folder, UnaryOperator<ServerLimits> limits) throws IOException {
    return of(folder, 0, limits, List.of());
  }

  static Served of(
      Path folder, long pauseMillis, UnaryOperator<ServerLimits> limits, List<String> keys)
      throws IOException {
    var engine = new PacedEngine(pauseMillis);
    return new Served(builder(folder, engine, limits).keys(keys).start(), engine);
  }

  /** Behind TLS. */
  static Served secured(
      Path folder, UnaryOperator<ServerLimits> limits, Path keyStore, String password)
      throws IOException {
    var engine = new PacedEngine(0);
    var models = Files.createDirectories(folder.resolve("models"));
    return new Served(builder(models, engine, limits).tls(keyStore, password).start(), engine);
  }

  private static ModelServer.Builder builder(
      Path folder, PacedEngine engine, UnaryOperator<ServerLimits> limits) throws IOException {
    if (Files.notExists(folder.resolve("light"))) {
      Files.writeString(folder.resolve("light"), "dark\nlight\n");
    }
    return ModelServer.builder()
        .folder(folder)
        .port(0)
        .limits(limits.apply(ServerLimits.USUAL))
        .opening((weights, meters) -> classifier(weights, engine));
  }

  private static Classifier classifier(Path weights, PacedEngine engine) {
    try {
      var classes = Files.readAllLines(weights);
      var layer = Layers.chain(new Layer.Flatten(), new Layer.Linear(16, 2));
      var pipeline =
          Pipeline.of(
              new ToChannels(1), new ResizeTo(4, 4), new Normalise(List.of(0.5), List.of(0.5)));
      return Classifier.of(
          new TrainedNetwork(
              Network.create(
                  new Architecture(
                      "tiny", layer, Shape.of(1, 4, 4), 2, Zoo.of("resnet20").initialisation()),
                  1),
              pipeline,
              Shape.of(1, 4, 4),
              classes,
              new Taken("", List.of())),
          engine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] picture(Color colour, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(to(path).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
    return send(to(path).POST(BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** What comes back for bytes on a bare connection, until the server ends it. */
  String raw(byte[] bytes, int patienceMillis) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(patienceMillis);
      try {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        return ""; // ended by the server while we wrote
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
