package org.resnet4j.cli.int8;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.cli.Ran;

/** The commands that predict in 8 bits. */
final class Int8CommandsTest {
  private static final String TEST = "evaluate --weights mnist --data mnist-sample --json ";

  @TempDir Path folder;

  private static Ran command(String line) {
    return Ran.command(line.strip().split(" +"));
  }

  private Path exported() {
    var file = folder.resolve("m.onnx");
    command(
            "export mnist --format onnx --int8 --calibrate mnist-sample --calibration min-max"
                + " --calibration-images 64 --test-images 8 -o "
                + file)
        .done();
    return file;
  }

  @Test
  void eightBitsAreCalibratedOnTheTestedData() {
    double floats = command(TEST).done().json().get("accuracy").asDouble();
    var report = command(TEST + "--precision int8 --calibration-images 64").done().json();
    assertThat(report.get("accuracy").asDouble()).isBetween(floats - 0.01, floats + 0.01);
    assertThat(report.get("engine").asText()).startsWith("int8: ");
  }

  @Test
  void aFileIsComputedByBothSetsOfKernelsAndDescribed() throws Exception {
    var file = exported();
    var ours = command(TEST + "--int8 " + file).done().json();
    var portable = command(TEST + "--kernels portable --int8 " + file).done().json();
    assertThat(portable.get("engine").asText()).contains("plain loops");
    assertThat(ours.get("correct").asInt())
        .isBetween(portable.get("correct").asInt() - 1, portable.get("correct").asInt() + 1);
    Files.write(folder.resolve("x.png"), new byte[0]);
    var plan = command("describe --plan --int8 " + file).done().out();
    assertThat(plan)
        .containsPattern("convolution 3 × 3 of +conv1 .*\\R *floats \\+ ReLU") // in 80 columns
        .containsPattern("convolution 3 × 3 \\+ +layer1.0.conv2 .*\\R *residual \\+ ReLU")
        .contains("linear 64 → 10");
    command("predict " + folder.resolve("x.png") + " --weights cifar10 --int8 " + file)
        .failedWith(1, "the weights want floats of [3, 32, 32]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predict x.png --precision int8 | needs --calibrate",
        "predict x.png --calibrate mnist-sample | belongs to --precision int8",
        "predict x.png --kernels portable --engine onnx --int8 f.onnx | ONNX Runtime has others",
        "predict x.png --int8 f.onnx --precision int8 | contradict each other",
        "predict x.png --int8 f.onnx --engine vector | does not compute in 8 bits",
        "predict x.png --precision int4 | 'int4' is no precision",
        "train --data mnist-sample --precision int8 | is for predict, evaluate and serve",
        "evaluate --weights mnist,mnist --data mnist-sample --precision int8 | one network",
        "describe --int8 f.onnx | belongs to --plan alone",
        "describe | a MODEL is missing"
      })
  void halfAWishIsWrongUsage(String line, String why) throws Exception {
    Files.write(folder.resolve("x.png"), new byte[0]);
    command(line.replace("x.png", folder.resolve("x.png").toString())).failedWith(2, why);
  }
}
