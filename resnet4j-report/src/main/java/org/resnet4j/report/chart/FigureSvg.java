package org.resnet4j.report.chart;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.jfree.chart.JFreeChart;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.report.picture.SvgCanvas;
import org.resnet4j.report.picture.Theme;

/** Draws the laboratory's figures as SVG. */
public final class FigureSvg {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 320;
  private static final int BAR = 15;

  private FigureSvg() {}

  /** One figure on this ground. */
  public static String draw(Figure figure, Theme theme) {
    int height = height(figure);
    return SvgCanvas.draw(
        figure.title(),
        WIDTH,
        height,
        canvas -> chart(figure, theme).draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, height)));
  }

  private static JFreeChart chart(Figure figure, Theme theme) {
    return switch (figure) {
      case Figure.Lines lines -> LineChart.of(plot(lines), theme);
      case Figure.HeatMap map -> HeatMapChart.of(map, theme);
      case Figure.Bars bars -> BarChart.of(bars, theme);
    };
  }

  private static int height(Figure figure) {
    return figure instanceof Figure.Bars bars
        ? 120 + BAR * bars.categories().size() * (bars.series().size() + 1)
        : HEIGHT;
  }

  private static Plot plot(Figure.Lines lines) {
    var series =
        lines.series().stream()
            .map(
                one ->
                    new Series(
                        one.name(),
                        one.x(),
                        one.y(),
                        one.dashed() ? Series.Look.DASHED : Series.Look.LINE,
                        one.colour()))
            .toList();
    boolean logarithmic = lines.yScale() == Figure.Scale.LOGARITHMIC;
    if (series.stream().allMatch(one -> empty(one, logarithmic))) {
      var x = Axis.exactly(lines.xLabel(), 0, 1);
      return new Plot(
          lines.title() + ": nothing to show",
          x,
          Axis.span(lines.yLabel(), 0.1, 1, logarithmic),
          series);
    }
    return logarithmic
        ? Plot.logarithmic(lines.title(), lines.xLabel(), lines.yLabel(), series)
        : Plot.of(lines.title(), lines.xLabel(), lines.yLabel(), series);
  }

  /** Whether nothing of a line can be drawn: it has vanished, or is not a number. */
  private static boolean empty(Series series, boolean logarithmic) {
    return Arrays.stream(series.y()).noneMatch(y -> Double.isFinite(y) && (!logarithmic || y > 0));
  }
}
