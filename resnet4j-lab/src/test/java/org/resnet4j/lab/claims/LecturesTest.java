package org.resnet4j.lab.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Verdict;

final class LecturesTest {
  private static Judgement about(String words) {
    return Lectures.all().stream()
        .filter(one -> one.sentence().contains(words))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void strideHalvesTheMapBetweenStages() {
    assertThat(about("pooling").verdict()).isEqualTo(Verdict.DOES_NOT);
    assertThat(about("pooling").evidence())
        .startsWith("ResNet-34 halves its map 5 times, 1 of them by pooling")
        .contains("ResNet-20 2 times");
  }

  @Test
  void theWeightDecayIsThePapers() {
    assertThat(about("weight decay").verdict()).isEqualTo(Verdict.DOES_NOT);
    assertThat(about("weight decay").evidence()).startsWith("it is 0.0001 ");
  }

  @Test
  void anIdentityHasNoParametersAndGatesHave() {
    assertThat(about("gate").evidence()).contains("shortcuts have 0 parameters");
    assertThat(about("gate").evidence()).doesNotContain("take 0 parameters");
    assertThat(about("difference").verdict()).isEqualTo(Verdict.DOES_NOT);
    assertThat(about("3.57").verdict()).isEqualTo(Verdict.DOES_NOT);
  }

  @Test
  void tableOneIsAsThePaperPrintsIt() {
    var rows = TableOne.table().rows();
    assertThat(rows.get(2).stream().map(Cell::printed))
        .containsExactly(
            "conv2_x",
            "56×56",
            "[3×3, 64; 3×3, 64] × 2",
            "[3×3, 64; 3×3, 64] × 3",
            "[1×1, 64; 3×3, 64; 1×1, 256] × 3",
            "[1×1, 64; 3×3, 64; 1×1, 256] × 3",
            "[1×1, 64; 3×3, 64; 1×1, 256] × 3");
    assertThat(rows.get(4).getLast().printed()).isEqualTo("[1×1, 256; 3×3, 256; 1×1, 1024] × 36");
    var flops = rows.getLast();
    var printed = new double[] {1.8, 3.6, 3.8, 7.6, 11.3};
    for (int i = 0; i < printed.length; i++) {
      double ours = flops.get(i + 2).number().orElseThrow().doubleValue() / 1e9;
      assertThat(ComplexityExperiment.agrees(ours, printed[i], 1)).isTrue();
    }
  }
}
