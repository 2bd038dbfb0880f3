package org.resnet4j.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Stroke;
import java.util.List;
import java.util.Set;
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

/** How every chart looks: a title at the left, a legend under it, few lines, no frames. */
final class Charts {
  private static final String FAMILY = family();
  static final Font TITLE = new Font(FAMILY, Font.BOLD, 15);
  static final Font TEXT = new Font(FAMILY, Font.PLAIN, 12);
  static final Font STRONG = new Font(FAMILY, Font.BOLD, 12);
  static final Stroke HAIR = new BasicStroke(1);
  private static final double MARGIN = 12;

  private Charts() {}

  /** A font whose letters are as wide as Arial's, which browsers have or imitate. */
  private static String family() {
    var have =
        Set.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
    return List.of("Liberation Sans", "Arial", "Helvetica", "DejaVu Sans").stream()
        .filter(have::contains)
        .findFirst()
        .orElse(Font.SANS_SERIF);
  }

  /** The chart around a plot. */
  static JFreeChart chart(String title, Plot plot, Theme theme, boolean legend) {
    plot.setOutlineVisible(false);
    plot.setBackgroundPaint(null);
    plot.setInsets(new RectangleInsets(4, 0, 0, 10));
    var chart = new JFreeChart(null, TEXT, plot, false);
    chart.setBackgroundPaint(colour(theme.ground()));
    chart.setPadding(new RectangleInsets(MARGIN, MARGIN, MARGIN, MARGIN / 2));
    if (legend) {
      chart.addSubtitle(legend(plot, theme));
    }
    var words = new TextTitle(title, TITLE);
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
    legend.setItemFont(TEXT);
    legend.setItemPaint(colour(theme.ink()));
    legend.setBackgroundPaint(null);
    legend.setFrame(BlockBorder.NONE);
    legend.setLegendItemGraphicPadding(new RectangleInsets(2, 4, 2, 2));
    legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 12));
    return legend;
  }

  /** Labels and ticks of an axis in the theme's colours. */
  static void dress(org.jfree.chart.axis.Axis axis, Theme theme) {
    axis.setLabelFont(TEXT);
    axis.setTickLabelFont(TEXT);
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
