package org.resnet4j.report.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.resnet4j.data.Image;

final class MisreadTest {
  @Test
  void aCaptionSaysTruthGuessAndHowSureTheNetworkWas() {
    var image = new Image(1, 1, 1, new byte[1]);
    assertThat(new Misread(image, "4", "9", 0.873).captioned().caption()).isEqualTo("4 → 9 (87 %)");
  }
}
