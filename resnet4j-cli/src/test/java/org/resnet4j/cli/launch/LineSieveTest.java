package org.resnet4j.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LineSieveTest {
  @Test
  void noiseIsLeftOutAndAllElseStays() {
    assertThat(
            sieved(
                "",
                "[Gloo] Rank 0 is connected\none\r\rtwo\nWARNING: Using incubator modules: x\n"
                    + "WARNING: else\n\n[Gl"))
        .isEqualTo("one\r\rtwo\nWARNING: else\n\n[Gl");
  }

  @Test
  void linesHaveTheirLabel() {
    assertThat(sieved("[1] ", "a\n[Gloo] Rank 1\nb")).isEqualTo("[1] a\n[1] b");
  }

  private static String sieved(String label, String text) {
    var to = new ByteArrayOutputStream();
    new LineSieve(to, label).pass(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return to.toString(StandardCharsets.UTF_8);
  }
}
