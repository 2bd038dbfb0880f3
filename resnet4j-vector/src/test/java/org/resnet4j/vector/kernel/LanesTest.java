package org.resnet4j.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of 4, 8 and 16 lanes, each in a virtual machine of its own. */
class LanesTest {

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 16})
  void everyWidthComputesTheDefinition(int lanes) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dresnet4j.lanes=" + lanes,
                    "-Xmx512m",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-cp",
                    System.getProperty("java.class.path"),
                    EveryLane.class.getName()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output;
    try (var in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    assertThat(process.waitFor()).isZero();
    String[] parts = output.split(" ");
    assertThat(parts[0]).isEqualTo(String.valueOf(lanes));
    assertThat(Double.parseDouble(parts[1])).isLessThan(1e-5);
  }
}
