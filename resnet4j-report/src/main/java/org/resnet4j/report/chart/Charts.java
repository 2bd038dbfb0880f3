package org.resnet4j.report.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.language.TranslatedFindings;
import org.resnet4j.report.network.NetworkFigure;
import org.resnet4j.report.picture.Picture;
import org.resnet4j.report.picture.Theme;

/** From data to charts: figures of the laboratory, and plots. Nothing is drawn before its time. */
public final class Charts {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 320;
  private static final int BAR = 15;

  private Charts() {}

  /** A figure of the laboratory on this ground; without drawable values it says so. */
  public static Picture of(Figure figure, Theme theme) {
    return of(figure, theme, Language.ENGLISH);
  }

  /** The same in the reader's language. */
  public static Picture of(Figure figure, Theme theme, Language language) {
    return switch (new TranslatedFindings(language).figure(figure)) {
      case Figure.Networks networks ->
          NetworkFigure.beside(networks.title(), networks.networks(), language);
      case Figure.Chart chart -> of(chart, theme);
    };
  }

  private static Picture of(Figure.Chart figure, Theme theme) {
    int height = height(figure);
    return new Picture(
        figure.title(),
        description(figure),
        WIDTH,
        height,
        canvas -> chart(figure, theme).draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, height)));
  }

  /**
   * Some plots, left to right, as one picture.
   *
   * @param width of each plot in pixels
   * @param height of each plot in pixels
   */
  public static Picture of(List<Plot> plots, Theme theme, int width, int height) {
    return new Picture(
        plots.stream().map(Plot::title).collect(Collectors.joining(", ")),
        plots.stream().map(Plot::description).collect(Collectors.joining(" ")),
        width * plots.size(),
        height,
        canvas -> {
          for (int i = 0; i < plots.size(); i++) {
            LineChart.of(plots.get(i), theme)
                .draw(canvas, new Rectangle2D.Double(i * width, 0, width, height));
          }
        });
  }

  private static JFreeChart chart(Figure.Chart figure, Theme theme) {
    return switch (figure) {
      case Figure.Lines lines -> LineChart.of(plot(lines), theme);
      case Figure.HeatMap map -> HeatMapChart.of(map, theme);
      case Figure.Bars bars -> BarChart.of(bars, theme);
    };
  }

  private static String description(Figure.Chart figure) {
    return switch (figure) {
      case Figure.Lines lines -> plot(lines).description();
      case Figure.HeatMap map ->
          "Heat map of %s over %s and %s.".formatted(map.valueLabel(), map.xLabel(), map.yLabel());
      case Figure.Bars bars ->
          "Bars of %s for %s."
              .formatted(
                  bars.yLabel(),
                  bars.series().stream().map(Figure.Bar::name).collect(Collectors.joining(", ")));
    };
  }

  private static int height(Figure figure) {
    return figure instanceof Figure.Bars bars
        ? 120 + BAR * bars.categories().size() * (bars.series().size() + 1)
        : HEIGHT;
  }

  private static Plot plot(Figure.Lines lines) {
    var series = lines.series().stream().map(Charts::series).toList();
    var all = lines.spanned().stream().map(Charts::series).toList();
    var spanned =
        lines.yScale() == Figure.Scale.LOGARITHMIC
            ? Plot.logarithmic(lines.title(), lines.xLabel(), lines.yLabel(), all)
            : Plot.of(lines.title(), lines.xLabel(), lines.yLabel(), all);
    return new Plot(spanned.title(), spanned.x(), spanned.y(), series, lines.marks());
  }

  private static Series series(Figure.Series curve) {
    var look = curve.dashed() ? Series.Look.DASHED : Series.Look.LINE;
    return new Series(curve.name(), curve.x(), curve.y(), look, curve.colour());
  }
}
