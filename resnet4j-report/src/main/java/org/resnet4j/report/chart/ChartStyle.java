package org.resnet4j.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.resnet4j.report.picture.Theme;
import org.resnet4j.report.picture.Typeface;

/** The look of every chart: a title at the left, a legend under it, few lines, no frames. */
final class ChartStyle {
  /** The size of titles. */
  private static final double TITLE = 15;

  /** The size of all other text. */
  static final double TEXT = 12;

  static final Stroke HAIR = new BasicStroke(1);
  private static final double MARGIN = 12;

  private ChartStyle() {}

  /** The chart around a plot. */
  static JFreeChart chart(String title, Plot plot, Theme theme, boolean legend) {
    plot.setOutlineVisible(false);
    plot.setBackgroundPaint(null);
    plot.setInsets(new RectangleInsets(4, 0, 0, 10));
    var chart = new JFreeChart(null, Typeface.plain(TEXT), plot, false);
    chart.setBackgroundPaint(colour(theme.ground()));
    chart.setPadding(new RectangleInsets(MARGIN, MARGIN, MARGIN, MARGIN / 2));
    if (legend) {
      chart.addSubtitle(legend(plot, theme));
    }
    var words = new TextTitle(title, Typeface.bold(TITLE, title));
    words.setPaint(colour(theme.ink()));
    words.setHorizontalAlignment(HorizontalAlignment.LEFT);
    words.setPadding(0, 4, 4, 4);
    chart.setTitle(words);
    return chart;
  }

  private static LegendTitle legend(Plot plot, Theme theme) {
    var legend = new LegendTitle(plot);
    legend.setPosition(RectangleEdge.TOP);
    legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
    legend.setItemFont(Typeface.plain(TEXT, labels(plot)));
    legend.setItemPaint(colour(theme.ink()));
    legend.setBackgroundPaint(null);
    legend.setFrame(BlockBorder.NONE);
    legend.setLegendItemGraphicPadding(new RectangleInsets(2, 4, 2, 2));
    legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 12));
    return legend;
  }

  private static String labels(Plot plot) {
    var labels = new StringBuilder();
    for (int i = 0; i < plot.getLegendItems().getItemCount(); i++) {
      labels.append(plot.getLegendItems().get(i).getLabel());
    }
    return labels.toString();
  }

  /**
   * Labels and ticks of an axis in the theme's colours.
   *
   * @param ticks the ticks' words, where they are not numbers
   */
  static void dress(org.jfree.chart.axis.Axis axis, Theme theme, String... ticks) {
    axis.setLabelFont(Typeface.plain(TEXT, axis.getLabel() == null ? "" : axis.getLabel()));
    axis.setTickLabelFont(Typeface.plain(TEXT, ticks));
    axis.setLabelPaint(colour(theme.faint()));
    axis.setTickLabelPaint(colour(theme.faint()));
    axis.setTickMarksVisible(false);
    axis.setAxisLinePaint(colour(theme.grid()));
    axis.setAxisLineVisible(!(axis instanceof ValueAxis));
  }

  static Color colour(String hex) {
    return Color.decode(hex);
  }

  /** The same colour, paler. */
  static Color faint(Color colour, double opacity) {
    return new Color(
        colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
  }
}
