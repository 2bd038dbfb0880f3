package org.resnet4j.lab.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.resnet4j.lab.findings.Findings.Verdict;

/** The words for ratios of gradients have one threshold each, and the page states them. */
final class HealthTest {
  @Test
  void theSameQuantityHasTheSameWord() {
    assertThat(Health.of(67)).isEqualTo(Health.HEALTHY);
    assertThat(Health.of(2.8e4)).isEqualTo(Health.EXPLODES);
    assertThat(Health.of(5.2e4)).isEqualTo(Health.EXPLODES);
    assertThat(Health.of(1e-3)).isEqualTo(Health.HEALTHY);
    assertThat(Health.of(9e-4)).isEqualTo(Health.VANISHES);
    assertThat(Health.of(0)).isEqualTo(Health.VANISHES);
  }

  @Test
  void whatOverflowedIsNotJudged() {
    assertThat(Health.verdict(true, 1, Double.NaN)).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(Health.verdict(true, 1, 2)).isEqualTo(Verdict.HOLDS);
    assertThat(Health.verdict(false, 1, 2)).isEqualTo(Verdict.DOES_NOT);
  }

  @Test
  void numbersCarryTheirWord() {
    assertThat(Health.said(2.8e4)).isEqualTo("2.80e+04 (explodes)");
    assertThat(Health.said(66.5)).isEqualTo("66.5 (healthy)");
    assertThat(Health.THRESHOLDS).contains("a thousandth", "a thousand times");
  }
}
