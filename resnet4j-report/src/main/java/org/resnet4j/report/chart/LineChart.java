package org.resnet4j.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.report.picture.Theme;
import org.resnet4j.report.picture.Typeface;

/** A {@link Plot} as a chart of lines. */
final class LineChart {
  private static final double RADIUS = 3.4;

  /** The distance of a number from its point, as a fraction of the axis. */
  private static final double APART = 0.05;

  private LineChart() {}

  static JFreeChart of(Plot plot, Theme theme) {
    var drawn = new XYPlot();
    drawn.setDomainAxis(RoundAxes.roomy(plot.x(), theme));
    drawn.setRangeAxis(RoundAxes.roomy(plot.y(), theme));
    drawn.setDomainGridlinesVisible(false);
    drawn.setRangeGridlinePaint(ChartStyle.colour(theme.grid()));
    drawn.setRangeGridlineStroke(ChartStyle.HAIR);
    drawn.setRangeZeroBaselineVisible(false);
    drawn.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    var legend = new LegendItemCollection();
    for (int i = 0; i < plot.series().size(); i++) {
      var series = plot.series().get(i);
      int own = plot.colour(i);
      var colour =
          ChartStyle.colour(own == Figure.Series.NEUTRAL ? theme.faint() : theme.series(own));
      drawn.setDataset(i, data(plot, series, i));
      drawn.setRenderer(i, renderer(series, colour, theme));
      if (series.look() == Series.Look.POINTS) {
        lastValue(drawn, plot, series, colour, theme);
      }
      if (!series.name().isEmpty() && series.look() != Series.Look.FAINT) {
        legend.add(legendItem(series, colour));
      }
    }
    plot.marks().forEach(mark -> drawn.addDomainMarker(marker(mark, theme), Layer.BACKGROUND));
    drawn.setFixedLegendItems(legend);
    return ChartStyle.chart(plot.title(), drawn, theme, legend.getItemCount() > 0);
  }

  private static ValueMarker marker(Figure.Mark mark, Theme theme) {
    var line = new ValueMarker(mark.x(), ChartStyle.colour(theme.grid()), ChartStyle.HAIR);
    line.setLabel(mark.words());
    line.setLabelFont(Typeface.plain(ChartStyle.TEXT, mark.words()));
    line.setLabelPaint(ChartStyle.colour(theme.faint()));
    line.setLabelBackgroundColor(ChartStyle.faint(ChartStyle.colour(theme.ground()), 0));
    line.setLabelAnchor(RectangleAnchor.BOTTOM_LEFT);
    line.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
    return line;
  }

  private static LegendItem legendItem(Series series, Color colour) {
    return new LegendItem(
        series.name(), null, null, null, new Line2D.Double(-9, 0, 9, 0), stroke(series), colour);
  }

  /** Values beyond the axis stay at its edge; what is no finite number is a gap. */
  private static XYSeriesCollection data(Plot plot, Series series, int index) {
    var points = new XYSeries(index, false);
    var axis = plot.y();
    for (int i = 0; i < series.x().length; i++) {
      if (Axis.isFinite(series.x()[i])) {
        points.add(series.x()[i], axis.nearest(series.y()[i]));
      }
    }
    return new XYSeriesCollection(points);
  }

  private static XYLineAndShapeRenderer renderer(Series series, Color colour, Theme theme) {
    boolean points = series.look() == Series.Look.POINTS || isOnePoint(series);
    var renderer = new XYLineAndShapeRenderer(true, points);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setSeriesPaint(
        0, series.look() == Series.Look.FAINT ? ChartStyle.faint(colour, 0.3) : colour);
    renderer.setSeriesStroke(0, stroke(series));
    renderer.setSeriesShape(0, new Ellipse2D.Double(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS));
    renderer.setUseOutlinePaint(true);
    renderer.setSeriesOutlinePaint(0, ChartStyle.colour(theme.ground()));
    renderer.setSeriesOutlineStroke(0, ChartStyle.HAIR);
    return renderer;
  }

  /** Of which a line would show nothing: a training that was tested once. */
  private static boolean isOnePoint(Series series) {
    return Arrays.stream(series.y()).filter(Axis::isFinite).count() == 1;
  }

  private static BasicStroke stroke(Series series) {
    return switch (series.look()) {
      case FAINT -> new BasicStroke(1);
      case DASHED ->
          new BasicStroke(
              2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);
      case LINE, POINTS -> new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    };
  }

  /** The final value, beside the last point. */
  private static void lastValue(XYPlot drawn, Plot plot, Series series, Color colour, Theme theme) {
    int last = series.x().length - 1;
    if (last < 0 || !Axis.isFinite(series.y()[last]) || !Axis.isFinite(series.x()[last])) {
      return;
    }
    double place = plot.y().position(plot.y().nearest(series.y()[last]));
    boolean high = place > 0.85;
    var words =
        new XYTextAnnotation(
            significant(series.y()[last]),
            series.x()[last],
            plot.y().at(high ? place - APART : place + APART));
    words.setBackgroundPaint(ChartStyle.faint(ChartStyle.colour(theme.ground()), 0.75));
    words.setFont(Typeface.bold(ChartStyle.TEXT));
    words.setPaint(colour);
    words.setTextAnchor(high ? TextAnchor.TOP_RIGHT : TextAnchor.BOTTOM_RIGHT);
    drawn.addAnnotation(words);
  }

  /** Three significant digits. */
  static String significant(double value) {
    if (Math.abs(value) >= 1e6 || value != 0 && Math.abs(value) < 1e-6) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int magnitude = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%." + Math.max(0, 2 - magnitude) + "f", value);
  }
}
