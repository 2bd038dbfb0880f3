package org.resnet4j.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.cli.Ran;
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

  @ParameterizedTest
  @CsvSource({"pth, w.pth", "safetensors, w.safetensors"})
  void arraysComeBackAsTheyWere(String format, String name) throws Exception {
    Ran.command("export", "mnist", "--format", format, "-o", file(name)).done();
    assertThat(WeightFile.read(folder.resolve(name)))
        .isEqualTo(WeightFile.read(BundledWeights.of("mnist")));
  }

  /** torchvision's second weights resize to 232, not to 256: the folder says so. */
  @Test
  void theFolderResizesAsTheNetworkDoes() throws Exception {
    var weights = folder.resolve("resnet50-11ad3fa6.pth");
    StateDictFile.write(weights, Network.create(Zoo.of("resnet50"), 1));
    Ran.command("export", weights.toString(), "--format", "huggingface", "-o", file("hf")).done();
    assertThat(folder.resolve("hf/preprocessor_config.json"))
        .content()
        .containsPattern("\"shortest_edge\" : 232");
  }

  @Test
  void whatTheFormatCannotHoldIsOneSentence() throws Exception {
    Ran.command("export", "mnist", "--format", "huggingface", "-o", file("hf"))
        .failedWith(1, "all that transformers' processor does");
    Ran.command("export", "mnist", "--format", "pth", "--softmax", "-o", file("x"))
        .failedWith(2, "belong to --format onnx");
    Ran.command("export", "mnist", "--format", "onnx", "-o", folder.toString())
        .failedWith(2, "is a folder; name a file");
    assertThat(folder).isEmptyDirectory();
  }
}
