package org.resnet4j.report.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;
import org.resnet4j.report.picture.SvgCanvas;
import org.resnet4j.report.picture.Theme;

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
  }
}
