package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One way from picture to numbers: predict sees an image as training and testing saw it. */
final class ShapeOfDataTest {
  private static final int IMAGES = 20;
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"28, 20", "20, 28"})
  void predictGivesItsOwnTestImagesTheProbabilitiesOfTheTest(int height, int width)
      throws Exception {
    var data = folder.resolve("data");
    write(data, height, width);
    var run = folder.resolve("run").toString();
    Ran.command(
            ("train --model resnet8 --recipe mnist --data DATA --output RUN --epochs 3"
                    + " --batch-size 10")
                .replace("DATA", data.toString())
                .replace("RUN", run)
                .split(" "))
        .done();
    var weights = run + "/model.safetensors";
    var csv = folder.resolve("predictions.csv");
    Ran.command("evaluate", "--weights", weights, "--predictions", csv.toString()).done();
    var tested = Files.readAllLines(csv);
    var arguments = new ArrayList<>(List.of("predict", "--json", "--weights", weights));
    for (int i = 0; i < IMAGES; i++) {
      arguments.add(png(i, height, width));
    }
    var predicted = Ran.command(arguments.toArray(String[]::new)).done().json().get("images");
    for (int i = 0; i < IMAGES; i++) {
      expectSame(predicted.get(i), tested.get(1 + i).split(","));
    }
    var explained =
        Ran.command("explain", "--json", "--weights", weights, png(0, height, width)).done();
    expectSame(explained.json(), tested.get(1).split(","));
  }

  private static void expectSame(JsonNode predicted, String[] tested) {
    assertThat(predicted.get("class").asText()).isEqualTo(tested[3]);
    assertThat(predicted.get("probability").asDouble())
        .isCloseTo(Double.parseDouble(tested[4]), within(2e-6));
  }

  /** Bars that lie where the class says, from the top in the upper half, else from the left. */
  private static int pixel(int image, int y, int x) {
    int label = image % 10;
    int at = 2 + label % 5 * 3;
    boolean bar = label < 5 ? y >= at && y < at + 3 : x >= at && x < at + 3;
    return bar ? 200 + image : (y * 5 + x * 3 + image) % 40;
  }

  /** MNIST's four files, with images of this size. */
  private static void write(Path data, int height, int width) throws Exception {
    Files.createDirectories(data);
    var images = new ByteArrayOutputStream();
    images.write(
        ByteBuffer.allocate(16).putInt(0x803).putInt(IMAGES).putInt(height).putInt(width).array());
    var labels = new ByteArrayOutputStream();
    labels.write(ByteBuffer.allocate(8).putInt(0x801).putInt(IMAGES).array());
    for (int i = 0; i < IMAGES; i++) {
      labels.write(i % 10);
      for (int p = 0; p < height * width; p++) {
        images.write(pixel(i, p / width, p % width));
      }
    }
    for (var part : List.of("train", "t10k")) {
      Files.write(data.resolve(part + "-images-idx3-ubyte"), images.toByteArray());
      Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
    }
  }

  private String png(int image, int height, int width) throws Exception {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int p = 0; p < height * width; p++) {
      picture.getRaster().setSample(p % width, p / width, 0, pixel(image, p / width, p % width));
    }
    var file = folder.resolve(image + ".png");
    ImageIO.write(picture, "png", file.toFile());
    return file.toString();
  }
}
