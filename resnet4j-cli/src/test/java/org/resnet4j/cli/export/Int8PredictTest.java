package org.resnet4j.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.cli.Ran;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.export.evaluate.GraphRuntime;

/** What {@code export --int8} writes classifies pictures as the weights do. */
final class Int8PredictTest {
  private static final int PICTURES = 12;

  @TempDir static Path folder;

  @BeforeAll
  static void writeTheGraph() {
    var words =
        "export mnist --format onnx --int8 --calibrate mnist-sample --calibration min-max"
            + " --calibration-images 64 --test-images 8 -o "
            + graph();
    Ran.command(words.split(" ")).done();
  }

  private static String graph() {
    return folder.resolve("int8.onnx").toString();
  }

  @Test
  void theGraphSaysWhatTheWeightsSay() throws IOException {
    saysTheSame("auto");
  }

  @Test
  void theGraphSaysOnOnnxRuntimeWhatTheWeightsSay() throws IOException {
    assumeTrue(
        ServiceLoader.load(GraphRuntime.class).stream()
            .anyMatch(runtime -> runtime.get().name().equals("onnx")),
        "the engine onnx is not in this build; mvn -Donnx adds it");
    saysTheSame("onnx");
  }

  private static void saysTheSame(String engine) throws IOException {
    var digits = Datasets.standard((what, done, total) -> {}).open("mnist-sample").test();
    var pictures = new ArrayList<String>();
    for (int i = 0; i < PICTURES; i++) {
      pictures.add(png(digits, i * digits.size() / PICTURES));
    }
    var floats = images(pictures, List.of());
    var bytes = images(pictures, List.of("--engine", engine, "--int8", graph()));
    boolean differs = false;
    for (int i = 0; i < PICTURES; i++) {
      var whole = floats.get(i);
      var eight = bytes.get(i);
      assertThat(eight.get("class").asText()).isEqualTo(whole.get("class").asText());
      differs |= !eight.get("predictions").equals(whole.get("predictions"));
    }
    assertThat(differs).as("8 bits were computed, not the weights").isTrue();
  }

  @Test
  void theEngineOfFloatsDoesNotTakeTheGraph() throws IOException {
    var digits = Datasets.standard((what, done, total) -> {}).open("mnist-sample").test();
    var picture = png(digits, 0);
    Ran.command("predict", picture, "--weights", "mnist", "--engine", "vector", "--int8", graph())
        .failedWith(2, "engine vector does not compute in 8 bits");
  }

  private static JsonNode images(List<String> pictures, List<String> more) {
    var command = new ArrayList<>(List.of("predict", "--json", "--weights", "mnist"));
    command.addAll(more);
    command.addAll(pictures);
    return Ran.command(command.toArray(String[]::new)).done().json().get("images");
  }

  private static String png(Dataset digits, int index) throws IOException {
    var image = digits.image(index);
    var picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        picture.getRaster().setSample(x, y, 0, image.at(0, y, x));
      }
    }
    var file = folder.resolve(index + ".png").toFile();
    ImageIO.write(picture, "png", file);
    return file.toString();
  }
}
