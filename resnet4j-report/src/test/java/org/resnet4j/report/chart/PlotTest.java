package org.resnet4j.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PlotTest {

  @Test
  void axesSpanTheFiniteValuesOfAllSeries() {
    var plot =
        Plot.of(
            "Loss",
            "epoch",
            "cross-entropy",
            List.of(
                line(new double[] {1, 2, 3}, 0.5, Double.NaN, 2.2),
                line(new double[] {2, 8}, Double.POSITIVE_INFINITY, 1.1)));
    assertThat(plot.x()).isEqualTo(new Axis("epoch", 0, 8, false).counting());
    assertThat(plot.y()).isEqualTo(new Axis("cross-entropy", 0.4, 2.2, false));
  }

  @Test
  void aLogarithmicAxisLeavesOutWhatIsNotPositive() {
    var plot =
        Plot.logarithmic(
            "Loss", "epoch", "loss", List.of(line(new double[] {0, 1, 2}, 0, -1, 0.03)));
    assertThat(plot.y()).isEqualTo(new Axis("loss", 0.01, 0.1, true));
  }

  @Test
  void anOverflowIsNoValue() {
    var plot =
        Plot.logarithmic(
            "Loss", "epoch", "loss", List.of(line(new double[] {0, 1}, 1, Double.MAX_VALUE)));
    assertThat(plot.y()).isEqualTo(new Axis("loss", 1, 10, true));
  }

  @Test
  void nothingToShowIsSaidAndEndsNoRun() {
    var never = new Series("never", new double[0], new double[0], Series.Look.LINE);
    var diverged = line(new double[] {0, 1}, Double.NaN, Double.NaN);
    var vanished = line(new double[] {0, 1}, 0, -1);
    assertThat(Plot.of("Loss", "x", "y", List.of(never)).title())
        .isEqualTo("Loss: nothing to show");
    assertThat(Plot.of("Loss", "x", "y", List.of(diverged)).title())
        .isEqualTo("Loss: nothing to show");
    assertThat(Plot.of("Loss", "x", "y", List.of()).title()).isEqualTo("Loss: nothing to show");
    assertThat(Plot.logarithmic("Loss", "x", "y", List.of(vanished)).title())
        .isEqualTo("Loss: nothing to show");
    assertThat(Plot.of("Loss", "x", "y", List.of(vanished)).title()).isEqualTo("Loss");
  }

  @Test
  void faintLinesTakeNoColourOfTheirOwn() {
    var x = new double[] {0};
    var plot =
        Plot.of(
            "Loss",
            "x",
            "y",
            List.of(
                new Series("batch", x, x, Series.Look.FAINT),
                new Series("training", x, x, Series.Look.LINE),
                new Series("test", x, x, Series.Look.POINTS),
                new Series("paper", x, x, Series.Look.DASHED, 5)));
    assertThat(List.of(plot.colour(0), plot.colour(1), plot.colour(2), plot.colour(3)))
        .containsExactly(0, 0, 1, 5);
  }

  @Test
  void smoothingIsTheMeanOfAWindow() {
    var series = line(new double[] {0, 1, 2, 3}, 1, 2, 6, 10);
    assertThat(series.smoothed(3).y()).containsExactly(1.5, 3, 6, 8);
    assertThat(series.smoothed(1).y()).containsExactly(1, 2, 6, 10);
  }

  @Test
  void aSeriesHasOneYForEachX() {
    assertThatThrownBy(() -> line(new double[] {0, 1}, 1))
        .hasMessage("series 'line' has 2 x and 1 y");
  }

  private static Series line(double[] x, double... y) {
    return new Series("line", x, y, Series.Look.LINE);
  }

  @Test
  void whatIsCountedHasNoHalves() {
    var epochs = line(new double[] {1, 2, 3}, 10, 2, 1);
    var steps = line(new double[] {0.5, 3}, 10, 1);
    assertThat(across(epochs)).containsExactly("0", "1", "2", "3");
    assertThat(across(steps)).contains("0.5");
  }

  private static List<String> across(Series series) {
    var axis = Plot.of("error", "epoch", "%", List.of(series)).x();
    return axis.ticks().stream().map(axis::text).toList();
  }
}
