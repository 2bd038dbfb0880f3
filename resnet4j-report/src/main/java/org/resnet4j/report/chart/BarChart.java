package org.resnet4j.report.chart;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPosition;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.CategoryLabelWidthType;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.text.TextBlockAnchor;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.data.category.DefaultCategoryDataset;
import org.resnet4j.lab.findings.Figure.Bars;
import org.resnet4j.report.picture.Theme;

/** Bars from left to right, so that names of any length can be read. */
final class BarChart {
  private static final int LABEL_ROOM = 16;

  /** How much of the width a name may take before it is cut. */
  private static final float LABEL_SHARE = 0.5f;

  private BarChart() {}

  static JFreeChart of(Bars bars, Theme theme) {
    var data = new DefaultCategoryDataset();
    double most = 0;
    for (var bar : bars.series()) {
      for (int i = 0; i < bar.values().length; i++) {
        data.addValue(bar.values()[i], bar.name(), bars.categories().get(i));
        most = Double.isNaN(bar.values()[i]) ? most : Math.max(most, bar.values()[i]);
      }
    }
    var names = new CategoryAxis();
    Charts.dress(names, theme);
    names.setTickLabelPaint(Charts.colour(theme.ink()));
    // fonts differ from viewer to viewer: leave room for wider ones
    names.setCategoryLabelPositionOffset(LABEL_ROOM);
    names.setCategoryLabelPositions(
        CategoryLabelPositions.replaceLeftPosition(
            names.getCategoryLabelPositions(),
            new CategoryLabelPosition(
                RectangleAnchor.RIGHT,
                TextBlockAnchor.CENTER_RIGHT,
                CategoryLabelWidthType.RANGE,
                LABEL_SHARE)));
    names.setCategoryMargin(0.3);
    names.setLowerMargin(0.01);
    names.setUpperMargin(0.01);
    names.setAxisLineVisible(false);
    var values = RoundAxes.of(Axis.over(bars.yLabel(), 0, most, false), theme);
    var plot = new CategoryPlot(data, names, values, renderer(bars, theme));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeGridlinePaint(Charts.colour(theme.grid()));
    plot.setRangeGridlineStroke(Charts.HAIR);
    plot.setRangeAxisLocation(org.jfree.chart.axis.AxisLocation.BOTTOM_OR_LEFT);
    return Charts.chart(bars.title(), plot, theme, bars.series().size() > 1);
  }

  private static BarRenderer renderer(Bars bars, Theme theme) {
    var renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setItemMargin(0);
    for (int i = 0; i < bars.series().size(); i++) {
      renderer.setSeriesPaint(i, Charts.colour(theme.series(i)));
    }
    return renderer;
  }
}
