package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.cli.weights.BundledWeights;
import org.resnet4j.data.Image;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.Zoo;

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
    Ran.command("predict").failedWith(2, "IMAGE");
  }

  @Test
  void aFolderIsReadInTheOrderOfItsNamesAndGoesOnAfterADamagedImage() throws Exception {
    var test = Datasets.standard((what, done, total) -> {}).open("mnist-sample").test();
    var pictures = Files.createDirectories(folder.resolve("pictures/inner"));
    Ran.command("predict", pictures.toString()).failedWith(1, "has no images");
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    for (int i = 0; i < 30; i++) {
      Files.move(
          Path.of(png(test.image(i), "digit", false)), pictures.resolve("%02d.png".formatted(i)));
    }
    Files.writeString(pictures.resolve("07b,.png"), "damaged");
    var above = pictures.getParent().toString();
    var csv = Ran.command("predict", above, "--format", "csv", "--top", "2");
    assertThat(csv.code()).isEqualTo(1);
    assertThat(csv.err()).contains("left out: ", "07b,.png", "1 of 31 images cannot be read");
    var rows = csv.out().lines().toList();
    assertThat(rows).hasSize(32);
    assertThat(rows.getFirst()).isEqualTo("image,class1,probability1,class2,probability2,error");
    assertThat(rows.get(9)).startsWith("\"" + pictures.resolve("07b,.png") + "\",,,,,");
    var lines = Ran.command("predict", above, "--format", "jsonl", "--batch-size", "1");
    assertThat(lines.code()).isEqualTo(1);
    var json = lines.out().lines().toList();
    assertThat(json).hasSize(31);
    for (int i = 0; i < 30; i++) {
      int row = i < 8 ? i : i + 1;
      var alone = Ran.command("predict", "--json", pictures + "/%02d.png".formatted(i)).done();
      var one = alone.json().get("images").get(0);
      assertThat(new ObjectMapper().readTree(json.get(row))).isEqualTo(one);
      assertThat(rows.get(1 + row).split(",")[1]).isEqualTo(one.get("class").asText());
    }
    Ran.command("predict", above, "--json", "--format", "csv").failedWith(2, "contradict");
    var all = Ran.command("predict", above, "--json");
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.json().get("images")).hasSize(31);
    assertThat(all.json().get("images").get(8).get("error").asText()).contains("07b,.png");
  }

  /** What leaves as a folder for transformers comes back as it was, and says itself what it is. */
  @Test
  void aFolderForTransformersIsOpenedAsItStands() throws Exception {
    var file = folder.resolve("weights.safetensors").toString();
    var exported = folder.resolve("exported").toString();
    Ran.command("init", "resnet18", "--output", file).done();
    var known = List.of("--model", "resnet18", "--data", "imagenet");
    var export =
        new ArrayList<>(List.of("export", file, "--format", "huggingface", "-o", exported));
    export.addAll(known);
    Ran.command(export.toArray(String[]::new)).done();
    var image = png(Image.black(1, 28, 28), "black", true);
    var plain = new ArrayList<>(List.of("predict", "--json", image, "--weights", file));
    plain.addAll(known);
    var wanted = Ran.command(plain.toArray(String[]::new)).done().json().get("images");
    var got = Ran.command("predict", "--json", image, "--weights", exported).done().json();
    assertThat(got.get("images")).isEqualTo(wanted);
  }

  @Test
  void aFileOfSeveralNetworksGivesTheOneThatIsAskedForAndSaysWhich() throws Exception {
    var file = folder.resolve("several.safetensors");
    var both = new LinkedHashMap<String, NdArray>();
    for (var name : List.of("model", "model_ema")) {
      var network = Network.create(Zoo.of("resnet20"), name.length());
      network.weights().arrays().forEach((key, array) -> both.put(name + "." + key, array));
    }
    Safetensors.write(file, new Weights(both));
    var picture = png(Image.black(1, 28, 28), "black", true);
    var alone = new HashMap<String, JsonNode>();
    for (var name : List.of("model", "model_ema")) {
      var one = folder.resolve(name + ".safetensors");
      Safetensors.write(one, Network.create(Zoo.of("resnet20"), name.length()).weights());
      alone.put(name, cifar(picture, one).json().get("images"));
    }
    assertThat(cifar(picture, file).json().get("images")).isEqualTo(alone.get("model_ema"));
    assertThat(cifar(picture, file).err()).contains("'model_ema' was taken", "'model'");
    for (var word : List.of("raw", "model")) {
      var ran = cifar(picture, file, "--state", word);
      assertThat(ran.json().get("images")).as(word).isEqualTo(alone.get("model"));
    }
    assertThat(cifar(picture, file, "--state", "ema").json().get("images"))
        .isEqualTo(alone.get("model_ema"));
    cifar(picture, file, "--state", "teacher").failedWith(1, "teacher");
  }

  /** Weights whose data are CIFAR-10's classes by ImageNet's way are told so by a folder. */
  private Ran cifar(String picture, Path weights, String... more) throws Exception {
    var at = Files.createDirectories(folder.resolve("timm"));
    Files.copy(weights, at.resolve("model.safetensors"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        at.resolve("config.json"),
        """
        {"architecture": "resnet20", "label_names": ["a","b","c","d","e","f","g","h","i","j"],
         "pretrained_cfg": {"input_size": [3, 32, 32], "interpolation": "bilinear", "crop_pct": 1.0,
           "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}}
        """);
    var arguments = new ArrayList<>(List.of("predict", "--json", picture, "--weights", "" + at));
    arguments.addAll(List.of(more));
    return Ran.command(arguments.toArray(String[]::new));
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
