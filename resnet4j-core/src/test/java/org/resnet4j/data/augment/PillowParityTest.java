package org.resnet4j.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.resnet4j.data.GoldenImages.image;
import static org.resnet4j.data.GoldenImages.largestDifference;
import static org.resnet4j.data.GoldenImages.shareDiffering;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.resnet4j.data.Draws;
import org.resnet4j.data.GoldenImages;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.ImageDecoders;
import org.resnet4j.data.image.Interpolation;
import org.resnet4j.data.image.Resampling;
import org.resnet4j.data.image.Scaled;
import org.resnet4j.data.pixels.Affine;
import org.resnet4j.data.pixels.Colours;
import org.resnet4j.data.pixels.Crops;
import org.resnet4j.data.pixels.Hue;

/** Image operations against what Pillow and torchvision made of the same image. */
class PillowParityTest {
  private static final Draws NONE = Draws.of(0, 0, 0);
  private static final JsonNode GOLDEN = GoldenImages.json("augment/pillow.json");

  @TestFactory
  Stream<DynamicTest> operationsEqualPillows() {
    Image source = image(GOLDEN, "image");
    return GOLDEN
        .get("results")
        .valueStream()
        .map(
            result ->
                DynamicTest.dynamicTest(
                    result.get("name").asText() + " " + result.get("parameters"),
                    () -> expectEqual(source, result)));
  }

  private static void expectEqual(Image source, JsonNode result) {
    double first = result.get("parameters").get(0).asDouble();
    double second = result.get("parameters").path(1).asDouble();
    Image wanted = image(result, "pixels");
    String name = result.get("name").asText();
    Image made =
        switch (name) {
          case "brightness" -> Colours.brightness(source, first);
          case "contrast" -> Colours.contrast(source, first);
          case "saturation" -> Colours.saturation(source, first);
          case "sharpness" -> Colours.sharpness(source, first);
          case "hue" -> Hue.turned(source, first);
          case "posterize" -> Colours.posterize(source, (int) first);
          case "solarize" -> Colours.solarize(source, first);
          case "autocontrast" -> Colours.autoContrast(source);
          case "equalize" -> Colours.equalize(source);
          case "rotate" -> Affine.rotate(first).apply(source);
          case "translate" -> Affine.translate(first, second).apply(source);
          case "resize" -> Resampling.resize(source, (int) first, (int) second);
          case "bicubic" ->
              new Scaled(source, (int) first, (int) second, Interpolation.BICUBIC).whole();
          default -> throw new AssertionError(name);
        };
    if (name.equals("hue")) { // Pillow rounds hue and saturation to bytes on the way
      assertThat(largestDifference(made, wanted)).isLessThanOrEqualTo(12);
    } else if (name.equals("rotate")) { // pixels on the border between two go either way
      assertThat(shareDiffering(made, wanted)).isLessThan(0.02);
    } else if (name.equals("resize") || name.equals("bicubic")) {
      assertThat(largestDifference(made, wanted)).isZero();
    } else {
      assertThat(largestDifference(made, wanted)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void resizeAndCentreCropEqualPillowsToTheByte() throws IOException {
    Path golden = GoldenImages.shared("golden/preprocess").orElse(Path.of("none"));
    assumeTrue(Files.isDirectory(golden), "shared/golden/preprocess is not here");
    int seen = 0;
    try (Stream<Path> files = Files.list(golden)) {
      for (Path png : files.filter(file -> file.toString().endsWith(".png")).toList()) {
        Image decoded = ImageDecoders.best().read(png);
        Image made = Pipeline.of(new Resize(256), new CentreCrop(224)).onImage(decoded, NONE);
        assertThat(made).isEqualTo(Crops.centre(Crops.shorterSide(decoded, 256), 224));
        byte[] wanted =
            Files.readAllBytes(Path.of(png.toString().replace(".png", ".crop224.rgb8")));
        assertThat(interleaved(made)).as(png.toString()).isEqualTo(wanted);
        seen++;
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(7);
  }

  private static byte[] interleaved(Image image) {
    int plane = image.height() * image.width();
    byte[] out = new byte[3 * plane];
    for (int i = 0; i < out.length; i++) {
      out[i] = image.pixels()[i % 3 * plane + i / 3];
    }
    return out;
  }
}
