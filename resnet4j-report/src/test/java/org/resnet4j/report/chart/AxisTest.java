package org.resnet4j.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AxisTest {

  @Property(tries = 300)
  void ticksAreRoundAndCoverTheValues(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double b) {
    double low = Math.min(a, b);
    double high = Math.max(a, b);
    var axis = Axis.over("y", low, high, false);
    assertThat(axis.from()).isLessThanOrEqualTo(low + Math.abs(low) * 1e-6 + 1e-9);
    assertThat(axis.to()).isGreaterThanOrEqualTo(high - Math.abs(high) * 1e-6 - 1e-9);
    assertThat(axis.ticks()).hasSizeBetween(2, 12).isSorted();
    assertThat(axis.ticks().stream().map(axis::text).distinct()).hasSize(axis.ticks().size());
  }

  @Property(tries = 300)
  void valuesThatDifferInTheirLastBitsHaveAnAxis(
      @ForAll @DoubleRange(min = -1e300, max = 1e300) double value,
      @ForAll @IntRange(max = 3) int bits) {
    double next = value;
    for (int i = 0; i < bits; i++) {
      next = Math.nextUp(next);
    }
    var axis = Axis.over("y", value, next, false);
    assertThat(axis.ticks()).hasSizeBetween(2, 12).isSorted();
    assertThat(axis.position(value)).isBetween(-1e-6, 1 + 1e-6);
  }

  @Property(tries = 300)
  void aLogarithmicAxisCoversItsValuesWithWholeDecades(
      @ForAll @DoubleRange(min = -290, max = 290) double a,
      @ForAll @DoubleRange(min = -290, max = 290) double b) {
    double low = Math.pow(10, Math.min(a, b));
    double high = Math.pow(10, Math.max(a, b));
    var axis = Axis.over("loss", low, high, true);
    assertThat(axis.position(low)).isBetween(-1e-9, 1 + 1e-9);
    assertThat(axis.position(high)).isBetween(-1e-9, 1 + 1e-9);
    assertThat(axis.ticks()).hasSizeBetween(1, 9).isSorted();
    assertThat(axis.ticks().stream().map(axis::text).distinct()).hasSize(axis.ticks().size());
  }

  @Property(tries = 300)
  void aPlaceAndItsValueAreEachOthersInverse(
      @ForAll @DoubleRange(min = 0, max = 1) double place, @ForAll boolean logarithmic) {
    var axis = new Axis("y", 0.002, 50, logarithmic);
    assertThat(axis.position(axis.at(place))).isCloseTo(place, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0     | 60   | 0 10 20 30 40 50 60",
        "0.03  | 0.97 | 0.0 0.2 0.4 0.6 0.8 1.0",
        "-1    | 1    | -1.0 -0.5 0.0 0.5 1.0",
        "0     | 64000 | 0 10,000 20,000 30,000 40,000 50,000 60,000 70,000",
        "7     | 7    | 7 8 9 10 11 12 13 14",
        "0     | 0    | 0.0 0.2 0.4 0.6 0.8 1.0",
      })
  void ticksOfALinearAxis(double least, double most, String ticks) {
    var axis = Axis.over("y", least, most, false);
    assertThat(String.join(" ", axis.ticks().stream().map(axis::text).toList())).isEqualTo(ticks);
  }

  @Test
  void decadesAreTheTicksOfALogarithmicAxis() {
    var axis = Axis.over("loss", 0.003, 2.5, true);
    assertThat(axis.ticks().stream().map(axis::text))
        .containsExactly("1e-3", "0.01", "0.1", "1", "10");
    assertThat(axis.position(0.1)).isCloseTo(0.5, within(1e-12));
    assertThat(axis.position(10)).isEqualTo(1);
  }

  @Test
  void aSingleDecadeIsDivided() {
    var axis = Axis.over("loss", 0.2, 0.8, true);
    assertThat(axis.ticks().stream().map(axis::text)).containsExactly("0.1", "0.2", "0.5", "1");
  }

  @Test
  void whatLiesBeyondAnAxisIsAtItsEnd() {
    var axis = new Axis("loss", 0.1, 10, true);
    assertThat(axis.nearest(-3)).isEqualTo(0.1);
    assertThat(axis.nearest(0)).isEqualTo(0.1);
    assertThat(axis.nearest(1e6)).isEqualTo(10);
    assertThat(axis.nearest(Double.POSITIVE_INFINITY)).isNaN();
    assertThat(axis.nearest(Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false",
    "2, 1, false",
    "NaN, 1, false",
    "0, Infinity, false",
    "0, 1, true",
    "-1, 1, true",
    "1000000000000, 1000000000001, false"
  })
  void anAxisRisesBetweenFiniteNumbers(double from, double to, boolean logarithmic) {
    assertThatThrownBy(() -> new Axis("y", from, to, logarithmic))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("axis 'y' from");
  }

  @ParameterizedTest
  @CsvSource({
    "1e-3, 1,   1e-3, 1",
    "0,    1,   1e-6, 1",
    "-2,   1,   1e-6, 1",
    "5,    5,   5,    10",
    "0,    0,   0.1,  1",
    "NaN,  NaN, 0.1,  1",
    "1, Infinity, 0.1, 1"
  })
  void aScaleOfColoursAlwaysHasTwoEnds(double least, double most, double from, double to) {
    var axis = Axis.ofColours("loss", least, most, true);
    assertThat(axis.from()).isCloseTo(from, within(from * 1e-12));
    assertThat(axis.to()).isCloseTo(to, within(to * 1e-12));
  }
}
