package org.resnet4j.report.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Lines over two axes, as a value; {@link PlotSvg} draws it. */
public record Plot(String title, Axis x, Axis y, List<Series> series) {
  public Plot {
    series = List.copyOf(series);
  }

  /** A plot with axes that span all of the series. */
  public static Plot of(String title, String xLabel, String yLabel, List<Series> series) {
    return spanned(title, xLabel, yLabel, false, series);
  }

  /** The same with a logarithmic y axis; values that are not positive lie at its foot. */
  public static Plot logarithmic(String title, String xLabel, String yLabel, List<Series> series) {
    return spanned(title, xLabel, yLabel, true, series);
  }

  private static Plot spanned(
      String title, String xLabel, String yLabel, boolean logarithmic, List<Series> series) {
    var x = series.stream().flatMapToDouble(s -> Arrays.stream(s.x())).summaryStatistics();
    var y = series.stream().flatMapToDouble(s -> drawable(s.y(), logarithmic)).summaryStatistics();
    if (x.getCount() == 0 || y.getCount() == 0) {
      throw new IllegalArgumentException("plot '%s' has nothing to show".formatted(title));
    }
    return new Plot(
        title,
        Axis.exactly(xLabel, Math.min(0, x.getMin()), x.getMax()),
        Axis.over(yLabel, y.getMin(), y.getMax(), logarithmic),
        series);
  }

  private static DoubleStream drawable(double[] values, boolean logarithmic) {
    return Arrays.stream(values).filter(v -> Double.isFinite(v) && (!logarithmic || v > 0));
  }

  /** The same with a y axis from here to there. */
  public Plot withY(double from, double to) {
    return new Plot(title, x, new Axis(y.label(), from, to, y.logarithmic()), series);
  }

  /** The colour of line {@code index}: its own, or a place in the palette after those before it. */
  int colour(int index) {
    if (series.get(index).colour() != Series.NEXT) {
      return series.get(index).colour();
    }
    int before = 0;
    for (int i = 0; i < index; i++) {
      before += series.get(i).look() == Series.Look.FAINT ? 0 : 1;
    }
    return before;
  }
}
