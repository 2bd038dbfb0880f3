package org.resnet4j.report.chart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeriesCollection;
import org.resnet4j.lab.findings.Figure.Extent;
import org.resnet4j.lab.findings.Figure.HeatMap;
import org.resnet4j.lab.findings.Figure.Scale;
import org.resnet4j.report.picture.Theme;

/** A heat map with its colour scale beside it. */
final class HeatMapChart {
  private static final int PIXELS = 1200;

  private HeatMapChart() {}

  static JFreeChart of(HeatMap map, Theme theme) {
    return Arrays.stream(map.values()).flatMapToDouble(Arrays::stream).anyMatch(Axis::isFinite)
        ? chart(map.title(), map, map.values(), theme)
        : chart(map.title() + ": nothing to show", map, new double[][] {{Double.NaN}}, theme);
  }

  private static JFreeChart chart(String title, HeatMap map, double[][] values, Theme theme) {
    int rows = values.length;
    int columns = values[0].length;
    boolean logarithmic = map.scale() == Scale.LOGARITHMIC;
    var scale = Axis.ofColours(map.valueLabel(), map.least(), map.most(), logarithmic);
    var plot = new XYPlot();
    plot.setDataset(new XYSeriesCollection());
    var x = edges(map.xLabel(), map.across(), columns);
    var y = edges(map.yLabel(), map.up(), rows);
    plot.setDomainAxis(RoundAxes.of(x, theme));
    plot.setRangeAxis(RoundAxes.of(y, theme));
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.addAnnotation(
        new XYDataImageAnnotation(
            picture(values, new Viridis(scale), theme),
            x.from(),
            y.from(),
            x.to() - x.from(),
            y.to() - y.from()));
    var chart = ChartStyle.chart(title, plot, theme, false);
    chart.addSubtitle(legend(scale, theme));
    return chart;
  }

  /** From half a cell before the first to half a cell after the last. */
  private static Axis edges(String label, Extent places, int cells) {
    double half = cells > 1 ? (places.last() - places.first()) / (cells - 1) / 2 : 0.5;
    boolean counted = half == 0.5 && places.first() == Math.rint(places.first());
    double unit = counted ? 1 : 0;
    return new Axis(label, places.first() - half, places.last() + half, false, unit);
  }

  private static PaintScaleLegend legend(Axis scale, Theme theme) {
    var places = new Viridis(new Axis("", 0, 1, false));
    var legend = new PaintScaleLegend(places, RoundAxes.byPlace(scale, theme));
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setStripWidth(10);
    legend.setStripOutlineVisible(false);
    legend.setBackgroundPaint(ChartStyle.colour(theme.ground()));
    legend.setSubdivisionCount(60);
    legend.setMargin(new RectangleInsets(24, 8, 40, 0));
    return legend;
  }

  /** Each value is a block of pixels, so that enlarging the image does not blur its edges. */
  private static BufferedImage picture(double[][] values, Viridis colours, Theme theme) {
    int rows = values.length;
    int columns = values[0].length;
    int wide = Math.max(1, PIXELS / columns);
    int high = Math.max(1, PIXELS / 2 / rows);
    var image = new BufferedImage(columns * wide, rows * high, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = values[row][column];
        graphics.setColor(
            Axis.isFinite(value) ? colours.getPaint(value) : ChartStyle.colour(theme.grid()));
        graphics.fillRect(column * wide, (rows - 1 - row) * high, wide, high);
      }
    }
    graphics.dispose();
    return image;
  }

  /**
   * Viridis (S. van der Walt and N. Smith 2015): the larger the value, the lighter the colour, for
   * every colour vision.
   */
  private record Viridis(Axis scale) implements PaintScale {
    private static final int[] COLOURS = {
      0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b,
      0xfde725
    };

    @Override
    public double getLowerBound() {
      return scale.from();
    }

    @Override
    public double getUpperBound() {
      return scale.to();
    }

    @Override
    public Color getPaint(double value) {
      double at = scale.position(scale.nearest(value)) * (COLOURS.length - 1);
      int from = Math.min((int) at, COLOURS.length - 2);
      return mix(new Color(COLOURS[from]), new Color(COLOURS[from + 1]), at - from);
    }

    private static Color mix(Color a, Color b, double t) {
      return new Color(
          (int) Math.round(a.getRed() + t * (b.getRed() - a.getRed())),
          (int) Math.round(a.getGreen() + t * (b.getGreen() - a.getGreen())),
          (int) Math.round(a.getBlue() + t * (b.getBlue() - a.getBlue())));
    }
  }
}
