package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.cli.weights.BundledWeights;
import org.resnet4j.data.Image;
import org.resnet4j.data.source.Datasets;

/** The weights that ship with the command line read digits however they are photographed. */
final class PredictTest {
  private static final int EACH = 10;
  @TempDir Path folder;

  @Test
  void digitsAreReadDarkOnLightAndLightOnDarkSmallAndLarge() throws Exception {
    var test = Datasets.standard((what, done, total) -> {}).open("mnist-sample").test();
    var arguments = new String[2 * EACH + 2];
    arguments[0] = "predict";
    arguments[1] = "--json";
    for (int i = 0; i < EACH; i++) {
      int index = i * test.size() / EACH;
      arguments[2 + 2 * i] = png(test.image(index), i + "-as-it-is", false);
      arguments[3 + 2 * i] = png(test.image(index), i + "-on-paper", true);
    }
    var images = Ran.command(arguments).done().json().get("images");
    for (int i = 0; i < EACH; i++) {
      var truth = test.classes().get(test.label(i * test.size() / EACH));
      assertThat(images.get(2 * i).get("class").asText()).as("as it is").isEqualTo(truth);
      assertThat(images.get(2 * i + 1).get("class").asText()).as("on paper").isEqualTo(truth);
      assertThat(images.get(2 * i).get("predictions")).hasSize(3);
    }
  }

  @Test
  void theShippedWeightsEvaluateOnTheSample() throws Exception {
    var weights = BundledWeights.of("mnist").toString();
    var json =
        Ran.command("evaluate", "--weights", weights, "--data", "mnist-sample", "--json")
            .done()
            .json();
    assertThat(json.get("accuracy").asDouble()).isGreaterThan(0.99);
    Ran.command(
            "evaluate", "--weights", weights, "--data", "mnist-sample", "--protocol", "ten-crop")
        .failedWith(2, "photographs");
  }

  /** From the command to the answer: what it says of itself and its arrays, once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "predict DIGIT --weights FILE",
        "explain DIGIT --weights FILE",
        "evaluate --weights FILE --data mnist-sample",
        "analyze responses --weights FILE --data mnist-sample --images 10"
      })
  void aFileOfWeightsIsReadOnce(String words) throws Exception {
    var file = folder.resolve("weights.safetensors");
    Files.copy(BundledWeights.of("mnist"), file);
    var digit =
        png(
            Datasets.standard((what, done, total) -> {}).open("mnist-sample").test().image(0),
            "digit",
            false);
    var arguments = words.replace("FILE", file.toString()).replace("DIGIT", digit).split(" ");
    long bytes = FileReads.of(file, () -> Ran.command(inFolder(arguments)).done());
    assertThat(bytes).isBetween(Files.size(file), Files.size(file) + 16);
  }

  private String[] inFolder(String... arguments) {
    return arguments[0].equals("analyze")
        ? Stream.concat(Stream.of(arguments), Stream.of("--output", folder + "/report"))
            .toArray(String[]::new)
        : arguments;
  }

  @Test
  void weightsThatSayNothingWantANameAndData() throws Exception {
    var file = folder.resolve("fresh.safetensors").toString();
    Ran.command("init", "resnet20", "--output", file).done();
    var image = png(Image.black(1, 28, 28), "black", false);
    Ran.command("predict", image, "--weights", file).failedWith(2, "--model is missing");
    Ran.command("predict", image, "--weights", file, "--model", "resnet20")
        .failedWith(2, "--data is missing");
    Ran.command("predict", image, "--weights", file, "--model", "resnet18", "--data", "imagenet")
        .failedWith(1, "resnet18", "conv1.weight");
  }

  @Test
  void whatIsNoImageIsSaid() throws Exception {
    Ran.command("predict", folder.resolve("none.png").toString()).failedWith(1, "none.png");
    var text = Files.writeString(folder.resolve("text.png"), "not a picture");
    Ran.command("predict", text.toString()).failedWith(1, "text.png");
    var empty = Files.writeString(folder.resolve("empty.png"), "");
    Ran.command("predict", empty.toString()).failedWith(1, "empty.png is empty");
    Ran.command("predict", folder.toString()).failedWith(1, "is a folder");
    Ran.command("predict").failedWith(2, "IMAGE");
  }

  /** The digit as it is, or as dark ink five times as large on a light sheet. */
  private String png(Image digit, String name, boolean onPaper) throws Exception {
    int zoom = onPaper ? 5 : 1;
    int margin = onPaper ? 60 : 0;
    int side = 28 * zoom + 2 * margin;
    var picture = new BufferedImage(side, side + margin, BufferedImage.TYPE_INT_RGB);
    var sheet = picture.getSubimage(0, 0, side, onPaper ? side + margin : side);
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        int dx = (x - margin) / zoom;
        int dy = (y - margin) / zoom;
        boolean inside = x >= margin && y >= margin && dx < 28 && dy < 28;
        int ink = inside ? digit.at(0, dy, dx) : 0;
        int grey = onPaper ? 230 - ink * 3 / 4 : ink;
        sheet.setRGB(x, y, new Color(grey, grey, grey).getRGB());
      }
    }
    var file = folder.resolve(name + ".png");
    ImageIO.write(sheet, "png", file.toFile());
    return file.toString();
  }
}
