package org.resnet4j.cli.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.cli.Ran;
import org.resnet4j.cli.terminal.Json;
import org.resnet4j.cli.weights.BundledWeights;
import org.resnet4j.export.onnx.OnnxReader;
import org.resnet4j.export.pytorch.StateDictFile;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.zoo.Zoo;

/** What ships leaves in every format that can hold it, checked; what cannot is refused. */
final class ExportCommandTest {
  @TempDir Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** Weights that are drawn, in a file of torchvision's name. */
  private static Path drawn(Path folder, String name) {
    var weights = folder.resolve(name);
    StateDictFile.write(weights, Network.create(Zoo.of(name.split("-")[0]), 1));
    return weights;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "--fold", "--softmax --uint8-input nhwc", "--fold --uint8-input nchw"})
  void aGraphIsComputedFromTheFileAndAgrees(String flags) throws Exception {
    var line = "export cifar10 --json --format onnx -o %s %s".formatted(file("c.onnx"), flags);
    var report = Ran.command(line.strip().split(" +")).done().json();
    assertThat(report.get("checked").asText()).isEqualTo("computed");
    assertThat(report.get("difference").asDouble()).isLessThan(1e-4);
    assertThat(report.get("bytes").asLong()).isEqualTo(Files.size(folder.resolve("c.onnx")));
    assertThat(OnnxReader.read(folder.resolve("c.onnx")).metadata().get("classes"))
        .contains("airplane", "truck");
    assertThat(folder).isDirectoryContaining(path -> path.endsWith("c.onnx"));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aGraphSaysHowPicturesBecomeItsInput() throws Exception {
    Ran.command("export", "cifar10", "--format", "onnx", "-o", file("c.onnx")).done();
    assertThat(preprocessing("c.onnx"))
        .containsEntry("input", List.of(3, 32, 32))
        .containsEntry("steps", List.of("channels 3", "resize-to-cover 32 32 bilinear"))
        .containsKeys("mean", "deviation");
    var line = "export mnist --format onnx --uint8-input nhwc -o " + file("m.onnx");
    Ran.command(line.split(" ")).done();
    assertThat(preprocessing("m.onnx"))
        .containsEntry("steps", List.of("channels 1", "centred-digit"))
        .doesNotContainKeys("mean", "deviation");
  }

  private Map<String, Object> preprocessing(String name) {
    return Json.read(OnnxReader.read(folder.resolve(name)).metadata().get("preprocessing"));
  }

  /** A copy of weights that say themselves what they are does too. */
  @Test
  void weightsThatDescribeThemselvesStillDo() throws Exception {
    Ran.command("export", "cifar10", "--format", "safetensors", "-o", file("c.safetensors")).done();
    var picture = Files.write(folder.resolve("grey.pgm"), "P2 1 1 255 9".getBytes(US_ASCII));
    var seen = Ran.command("predict", picture.toString(), "--weights", file("c.safetensors"));
    var usual = Ran.command("predict", picture.toString(), "--weights", "cifar10");
    assertThat(seen.done().out()).isEqualTo(usual.done().out());
    var line = "export cifar10 --format safetensors --fold -o " + file("folded.safetensors");
    Ran.command(line.split(" ")).done();
    Ran.command("predict", picture.toString(), "--weights", file("folded.safetensors"))
        .failedWith(2, "do not say which network");
  }

  @Test
  void aFolderThatTransformersReadLeavesInOtherFormats() throws Exception {
    var weights = drawn(folder, "resnet18-f37072fd.pth");
    Ran.command("export", weights.toString(), "--format", "huggingface", "-o", file("hf")).done();
    var out = Ran.command("export", file("hf"), "--format", "torchscript", "-o", file("hf.pt"));
    assertThat(out.done().out()).contains("1000 classes; read back, every array is the same; its");
    assertThat(WeightFile.read(folder.resolve("hf.pt"))).isEqualTo(WeightFile.read(weights));
    Ran.command("export", folder.toString(), "--format", "pth")
        .failedWith(1, "neither a finished run nor a folder as");
  }

  @ParameterizedTest
  @CsvSource({"pth, w.pth", "safetensors, w.safetensors", "torchscript, w.pt"})
  void arraysComeBackAsTheyWere(String format, String name) throws Exception {
    Ran.command("export", "mnist", "--format", format, "-o", file(name)).done();
    assertThat(WeightFile.read(folder.resolve(name)))
        .isEqualTo(WeightFile.read(BundledWeights.of("mnist")));
  }

  @Test
  void imagesOfOtherClassesCalibrateButSayNothingOfAccuracy() {
    var words =
        "export cifar10 --format onnx --int8 --calibrate mnist-sample --calibration min-max"
            + " --calibration-images 8 --test-images 8 -o ";
    var out = Ran.command((words + file("other.onnx")).split(" ")).done().out();
    assertThat(out)
        .contains("no accuracy, as the images' classes are not the network's")
        .doesNotContain("before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--calibration min-max --softmax --uint8-input nhwc"})
  void eightBitsAreCalibratedTestedAndSaid(String flags) throws Exception {
    var line =
        "export mnist --json --format onnx --int8 --calibrate mnist-sample --calibration-images 64"
            + " --test-images 60 -o %s %s".formatted(file("m.onnx"), flags);
    var report = Ran.command(line.strip().split(" +")).done().json();
    assertThat(report.get("bytes").asLong())
        .isEqualTo(Files.size(folder.resolve("m.onnx")))
        .isLessThan(400_000);
    assertThat(report.get("int8").asInt()).isEqualTo(report.get("weighted").asInt() - 1);
    assertThat(report.get("images").asInt()).isEqualTo(60);
    assertThat(report.get("agreement").asDouble()).isGreaterThan(0.96);
    assertThat(report.get("accuracyBefore").asDouble()).isGreaterThan(0.96);
    assertThat(report.get("accuracyAfter").asDouble()).isGreaterThan(0.96);
    assertThat(report.get("errors").has(report.get("calibration").asText())).isTrue();
    assertThat(report.get("errors").size()).isEqualTo(flags.isEmpty() ? 3 : 1);
  }

  @Test
  void halfAWishForEightBitsIsWrongUsage() throws Exception {
    Ran.command("export", "mnist", "--format", "onnx", "--int8", "-o", file("x"))
        .failedWith(2, "--int8 needs --calibrate");
    Ran.command("export", "mnist", "--format", "pth", "--int8", "--calibrate", "mnist-sample")
        .failedWith(2, "--int8 belongs to --format onnx");
    Ran.command("export", "mnist", "--format", "onnx", "--calibrate", "mnist-sample")
        .failedWith(2, "belong to --int8");
    Ran.command(
            ("export mnist --format onnx --int8 --calibrate mnist-sample --calibration best -o "
                    + file("x"))
                .split(" "))
        .failedWith(2, "'best' is no way to calibrate");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theModelCardTellsWhatTheRunWas() throws Exception {
    var run = Files.createDirectory(folder.resolve("run"));
    var result =
        """
        {"testAccuracy": 0.9164, "testImages": 10000, "testTop5": 0.998, "seed": 7,
         "recipe": {"name": "modern", "data": {"set": "pets"}, "model": {"name": "resnet18"}}}
        """;
    Files.writeString(run.resolve("result.json"), result);
    var weights = drawn(run, "resnet50-11ad3fa6.pth");
    var line = "export %s --format huggingface --license MIT -o %s".formatted(weights, file("hf"));
    Ran.command(line.split(" ")).done();
    assertThat(folder.resolve("hf/README.md"))
        .content()
        .contains("license: mit", "| recipe | modern |", "| data set | pets |", "| seed | 7 |")
        .contains("| accuracy on the test images | 91.64 % of 10,000 |");
    Files.writeString(run.resolve("result.json"), "{");
    Ran.command(line.split(" ")).failedWith(1, "result.json is damaged");
    Ran.command("export", "mnist", "--format", "pth", "--license", "mit", "-o", file("x"))
        .failedWith(2, "--license belongs to --format huggingface");
  }

  /** torchvision's second weights resize to 232, not to 256: the folder says so. */
  @Test
  void theFolderResizesAsTheNetworkDoes() throws Exception {
    var weights = drawn(folder, "resnet50-11ad3fa6.pth");
    Ran.command("export", weights.toString(), "--format", "huggingface", "-o", file("hf")).done();
    assertThat(folder.resolve("hf/preprocessor_config.json"))
        .content()
        .containsPattern("\"shortest_edge\" : 232");
  }

  @Test
  void whatTheFormatCannotHoldIsOneSentence() throws Exception {
    Ran.command("export", "mnist", "--format", "huggingface", "-o", file("hf"))
        .failedWith(1, "all that is written for transformers' processor");
    Ran.command("export", "mnist", "--format", "pth", "--softmax", "-o", file("x"))
        .failedWith(2, "belong to --format onnx");
    Ran.command("export", "mnist", "--format", "onnx", "-o", folder.toString())
        .failedWith(2, "is a folder; name a file");
    assertThat(folder).isEmptyDirectory();
  }
}
