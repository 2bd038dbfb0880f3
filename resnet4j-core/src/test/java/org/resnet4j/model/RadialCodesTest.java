package org.resnet4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** LeNet-5's output codes. */
class RadialCodesTest {
  @Test
  void aOneIsAStrokeOnItsFoot() {
    var codes = RadialCodes.of(10, 84);
    var picture = new StringBuilder();
    for (int i = 84; i < 168; i++) {
      picture.append(codes[i] > 0 ? '#' : '.').append(i % 7 == 6 ? "\n" : "");
    }
    assertThat(picture)
        .hasToString(
            """
            .......
            ...##..
            ..###..
            .####..
            ...##..
            ...##..
            ...##..
            ...##..
            ...##..
            ...##..
            .######
            .......
            """);
  }

  @Test
  void everyCodeIsOfOnesAndDiffersFromEveryOther() {
    int classes = 100;
    var codes = RadialCodes.of(classes, 84);
    assertThat(codes).hasSize(classes * 84).containsOnly(1f, -1f);
    for (int a = 0; a < classes; a++) {
      for (int b = 0; b < a; b++) {
        int different = 0;
        for (int i = 0; i < 84; i++) {
          different += codes[a * 84 + i] != codes[b * 84 + i] ? 1 : 0;
        }
        assertThat(different).as("%d against %d", a, b).isGreaterThanOrEqualTo(5);
      }
    }
  }

  @Test
  void theFirstTenCodesDoNotDependOnTheNumberOfClasses() {
    assertThat(RadialCodes.of(26, 84)).startsWith(RadialCodes.of(10, 84));
  }
}
