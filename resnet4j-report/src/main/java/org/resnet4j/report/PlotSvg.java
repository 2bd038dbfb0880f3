package org.resnet4j.report;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;

/** Draws plots as SVG, side by side. */
public final class PlotSvg {
  private PlotSvg() {}

  /**
   * Some plots, left to right, as one picture.
   *
   * @param width of each plot in pixels
   * @param height of each plot in pixels
   */
  public static String draw(List<Plot> plots, Theme theme, int width, int height) {
<<<<<<< HEAD
    var drawing = new PlotSvg(theme, width, height);
    drawing.put(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d"
            + " %2$d\" font-family=\"%s\" role=\"img\">",
        width * plots.size(), height, FONT);
    drawing.put(
        "<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>",
        width * plots.size(), height, theme.ground());
    for (int i = 0; i < plots.size(); i++) {
      drawing.put("<g transform=\"translate(%d 0)\">", i * width);
      drawing.plot(plots.get(i));
      drawing.put("</g>");
    }
    drawing.put("</svg>");
    return drawing.svg.toString();
  }

  private void plot(Plot plot) {
    text(LEFT, 24, 15, theme.ink(), "start", 600, plot.title());
    legend(plot.series());
    grid(plot);
    for (int i = 0; i < plot.series().size(); i++) {
      line(plot, plot.series().get(i), colour(plot.series(), i));
    }
    text(LEFT + plotWidth() / 2.0, height - 12, 12, theme.faint(), "middle", 400, plot.x().label());
  }

  /** Faint series take the colour of the named one that follows. */
  private String colour(List<Series> series, int index) {
    int before = 0;
    for (int i = 0; i < index; i++) {
      before += series.get(i).look() == Series.Look.FAINT ? 0 : 1;
    }
    return theme.series(before);
  }

  private void legend(List<Series> series) {
    double x = LEFT;
    for (int i = 0; i < series.size(); i++) {
      var one = series.get(i);
      if (one.look() == Series.Look.FAINT) {
        continue;
      }
      put(
          "<line x1=\"%.1f\" y1=\"42\" x2=\"%.1f\" y2=\"42\" stroke=\"%s\" stroke-width=\"2.5\"%s"
              + " stroke-linecap=\"round\"/>",
          x, x + 18, colour(series, i), dash(one));
      text(x + 24, 46, 12, theme.ink(), "start", 400, one.name());
      x += 24 + one.name().length() * 6.8 + 18;
    }
  }

  private void grid(Plot plot) {
    for (double tick : plot.y().ticks()) {
      double y = y(plot, tick);
      put(
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\"/>",
          LEFT, y, width - RIGHT, y, theme.grid());
      text(LEFT - 8, y + 4, 11.5, theme.faint(), "end", 400, plot.y().text(tick));
    }
    for (double tick : plot.x().ticks()) {
      text(
          x(plot, tick),
          height - BOTTOM + 18,
          11.5,
          theme.faint(),
          "middle",
          400,
          plot.x().text(tick));
    }
    put(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>",
        LEFT, height - BOTTOM, width - RIGHT, height - BOTTOM, theme.faint());
    put(
        "<text transform=\"translate(14 %.1f) rotate(-90)\" font-size=\"12\" fill=\"%s\""
            + " text-anchor=\"middle\">%s</text>",
        TOP + plotHeight() / 2.0, theme.faint(), Html.text(plot.y().label()));
  }

  private void line(Plot plot, Series series, String colour) {
    var path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < series.x().length; i++) {
      double value = series.y()[i];
      if (!Double.isFinite(value)) {
        pen = false;
        continue;
      }
      path.append(format("%s%.1f %.1f", pen ? "L" : "M", x(plot, series.x()[i]), y(plot, value)));
      pen = true;
    }
    boolean faint = series.look() == Series.Look.FAINT;
    put(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-opacity=\"%s\"%s"
            + " stroke-linejoin=\"round\" stroke-linecap=\"round\"/>",
        path, colour, faint ? "1" : "2.2", faint ? "0.28" : "1", dash(series));
    if (series.look() == Series.Look.POINTS) {
      points(plot, series, colour);
      lastValue(plot, series, colour);
    }
  }

  /** What it came to, beside the last point. */
  private void lastValue(Plot plot, Series series, String colour) {
    int last = series.x().length - 1;
    if (last < 0 || !Double.isFinite(series.y()[last])) {
      return;
    }
    double y = y(plot, series.y()[last]);
    text(
        x(plot, series.x()[last]) - 6,
        y - 10 < TOP ? y + 20 : y - 10,
        12.5,
        colour,
        "end",
        600,
        significant(series.y()[last]));
  }

  /** Three significant digits. */
  private static String significant(double value) {
    int magnitude = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
    return format("%." + Math.max(0, 2 - magnitude) + "f", value);
  }

  private void points(Plot plot, Series series, String colour) {
    for (int i = 0; i < series.x().length; i++) {
      if (Double.isFinite(series.y()[i])) {
        put(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.6\" fill=\"%s\" stroke=\"%s\""
                + " stroke-width=\"1.5\"/>",
            x(plot, series.x()[i]), y(plot, series.y()[i]), colour, theme.ground());
      }
    }
  }

  private static String dash(Series series) {
    return series.look() == Series.Look.DASHED ? " stroke-dasharray=\"5 5\"" : "";
  }

  private double x(Plot plot, double value) {
    return LEFT + plot.x().position(value) * plotWidth();
  }

  /** Values beyond the axis stay at its edge; so does zero on a logarithmic one. */
  private double y(Plot plot, double value) {
    boolean below = plot.y().logarithmic() && value <= 0;
    double position = below ? 0 : Math.clamp(plot.y().position(value), 0, 1);
    return height - BOTTOM - position * plotHeight();
  }

  private int plotWidth() {
    return width - LEFT - RIGHT;
  }

  private int plotHeight() {
    return height - TOP - BOTTOM;
  }

  private void text(
      double x, double y, double size, String fill, String anchor, int weight, String words) {
    put(
        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%s\" fill=\"%s\" text-anchor=\"%s\"%s>%s</text>",
        x, y, size, fill, anchor, weight == 400 ? "" : " font-weight=\"600\"", Html.text(words));
  }

  private void put(String format, Object... values) {
    svg.append(format(format, values)).append('\n');
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
=======
    var title = plots.stream().map(Plot::title).collect(Collectors.joining(", "));
    return SvgCanvas.draw(
        title,
        width * plots.size(),
        height,
        canvas -> {
          for (int i = 0; i < plots.size(); i++) {
            LineChart.of(plots.get(i), theme)
                .draw(canvas, new Rectangle2D.Double(i * width, 0, width, height));
          }
        });
>>>>>>> main
  }
}
