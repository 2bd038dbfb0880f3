package org.resnet4j.report.chart;

import java.util.Arrays;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
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

  /** The share of the width that a name may take before it is truncated. */
  private static final float LABEL_SHARE = 0.6f;

  private BarChart() {}

  static JFreeChart of(Bars bars, Theme theme) {
    var reach =
        bars.series().stream()
            .flatMapToDouble(bar -> Arrays.stream(bar.values()))
            .filter(Axis::isFinite)
            .summaryStatistics();
    boolean empty = reach.getCount() == 0;
    double least = empty ? 0 : Math.min(0, reach.getMin());
    double most = empty ? 0 : Math.max(0, reach.getMax());
    var values = RoundAxes.of(Axis.over(bars.yLabel(), least, most, false), theme);
    var plot =
        new CategoryPlot(
            data(bars), names(bars.categories(), theme), values, renderer(bars, theme));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeGridlinePaint(ChartStyle.colour(theme.grid()));
    plot.setRangeGridlineStroke(ChartStyle.HAIR);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    var title = empty ? bars.title() + ": nothing to show" : bars.title();
    return ChartStyle.chart(title, plot, theme, bars.series().size() > 1);
  }

  private static DefaultCategoryDataset data(Bars bars) {
    var data = new DefaultCategoryDataset();
    for (var bar : bars.series()) {
      for (int i = 0; i < bar.values().length; i++) {
        double value = Axis.isFinite(bar.values()[i]) ? bar.values()[i] : Double.NaN;
        data.addValue(value, bar.name(), bars.categories().get(i));
      }
    }
    return data;
  }

  private static CategoryAxis names(List<String> categories, Theme theme) {
    var names = new CategoryAxis();
    ChartStyle.dress(names, theme, categories.toArray(String[]::new));
    names.setTickLabelPaint(ChartStyle.colour(theme.ink()));
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
    return names;
  }

  private static BarRenderer renderer(Bars bars, Theme theme) {
    var renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setItemMargin(0);
    for (int i = 0; i < bars.series().size(); i++) {
      renderer.setSeriesPaint(i, ChartStyle.colour(theme.series(i)));
    }
    return renderer;
  }
}
