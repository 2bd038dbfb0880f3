package org.resnet4j.cli.int8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.cli.Ran;
import org.resnet4j.cli.pages.Ports;
import org.resnet4j.cli.pages.Running;
import org.resnet4j.cli.weights.BundledWeights;

/** {@code serve} in 8 bits answers as {@code predict} does. */
@Timeout(100)
final class Int8ServeTest {
  @TempDir Path folder;

  @Test
  void aModelIsComputedFromTheGraphBesideIt() throws Exception {
    var models = Files.createDirectory(folder.resolve("models"));
    Files.copy(BundledWeights.of("mnist"), models.resolve("digits.safetensors"));
    Files.copy(BundledWeights.of("cifar10"), models.resolve("things.safetensors"));
    var graph = models.resolve("digits.int8.onnx");
    command(
            "export mnist --format onnx --int8 --calibrate mnist-sample --calibration min-max"
                + " --calibration-images 64 --test-images 8 -o "
                + graph)
        .done();
    int port = serve("--models " + models + " --precision int8");
    var states = asked(port, "/v2/repository/index", BodyPublishers.noBody());
    assertThat(states.findValuesAsText("name")).containsExactly("digits", "things");
    assertThat(states.findValuesAsText("state")).containsExactly("READY", "UNAVAILABLE");
    assertThat(states.get(1).get("reason").asText())
        .endsWith("things.int8.onnx, which export --int8 makes, or --calibrate");
    var digit = digit();
    var served = asked(port, "/predict/digits", BodyPublishers.ofFile(digit));
    double floats = probability(command("predict " + digit + " --json").done().json());
    double bytes =
        probability(command("predict " + digit + " --json --int8 " + graph).done().json());
    double answer = served.get("predictions").get(0).get("probability").asDouble();
    assertThat(answer).isCloseTo(bytes, within(1e-6)).isNotCloseTo(floats, within(1e-6));
  }

  @Test
  void aModelIsCalibratedWhenItIsLoaded() throws Exception {
    int port = serve("mnist --precision int8 --calibrate mnist-sample --calibration-images 16");
    var served = asked(port, "/predict", BodyPublishers.ofFile(digit()));
    assertThat(served.get("predictions").get(0).get("name").asText()).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve --int8 f.onnx | is the graph of one model",
        "serve mnist cifar10 --int8 f.onnx | is the graph of one model",
        "serve mnist --calibrate mnist-sample | belongs to --precision int8"
      })
  void halfAWishIsWrongUsage(String line, String why) {
    command(line).failedWith(2, why);
  }

  private static Ran command(String line) {
    return Ran.command(line.strip().split(" +"));
  }

  private static int serve(String words) throws Exception {
    int port = Ports.free();
    var line = new ArrayList<>(List.of("serve", "--no-access-log", "--port", "" + port));
    line.addAll(List.of(words.split(" ")));
    Running.command(line);
    Ports.await(port);
    return port;
  }

  private static JsonNode asked(int port, String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    var place = URI.create("http://localhost:%d%s".formatted(port, path));
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(place).POST(body).build();
      return new ObjectMapper().readTree(client.send(request, BodyHandlers.ofString()).body());
    }
  }

  private static double probability(JsonNode answer) {
    return answer.get("images").get(0).get("predictions").get(0).get("probability").asDouble();
  }

  /** A one, dark on light. */
  private Path digit() throws IOException {
    var image = new BufferedImage(60, 60, BufferedImage.TYPE_BYTE_GRAY);
    var pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 60, 60);
    pen.setColor(Color.BLACK);
    pen.setStroke(new BasicStroke(5));
    pen.drawLine(32, 12, 28, 48);
    pen.dispose();
    var file = folder.resolve("digit.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
