package org.resnet4j.lab.findings;

import java.util.Arrays;
import java.util.List;
import org.resnet4j.model.Architecture;

/** A picture as data; the report draws it. */
public sealed interface Figure extends Findings.Block {
  /** What the chart shows, as a sentence. */
  String title();

  /** A chart. Axis labels carry their units. */
  sealed interface Chart extends Figure permits Lines, HeatMap, Bars {}

  /** Networks drawn side by side, as in Figure 3. */
  record Networks(String title, List<Architecture> networks) implements Figure {
    public Networks {
      networks = List.copyOf(networks);
    }
  }

  /** How an axis counts. */
  enum Scale {
    LINEAR,
    LOGARITHMIC
  }

  /**
   * One curve.
   *
   * @param dashed plain nets and training error, as in the paper's figures
   * @param colour an index into the palette; curves that belong together share it
   */
  record Series(String name, double[] x, double[] y, boolean dashed, int colour) {
    /** The colour of what belongs to no curve alone. */
    public static final int NEUTRAL = -2;
  }

  /** A word at a place of the x axis: {@code fc} where the classifier stands. */
  record Mark(double x, String words) {}

  /**
   * An entry of the legend that explains a stroke and draws nothing.
   *
   * @param words what dashed, or solid, curves are
   */
  static Series stroke(String words, boolean dashed) {
    return new Series(words, new double[0], new double[0], dashed, Series.NEUTRAL);
  }

  /** Figures that stand side by side, on axes that span all of them. */
  static List<Lines> sharingAxes(Lines... panels) {
    var all = Arrays.stream(panels).flatMap(panel -> panel.series().stream()).toList();
    return Arrays.stream(panels).map(panel -> panel.spanning(all)).toList();
  }

  /**
   * Curves over two axes. Values that are not finite are gaps.
   *
   * @param spanned what the axes span: these series, or those of its neighbours too
   * @param marks words at places of the x axis
   */
  record Lines(
      String title,
      String xLabel,
      String yLabel,
      Scale xScale,
      Scale yScale,
      List<Series> series,
      List<Series> spanned,
      List<Mark> marks)
      implements Chart {
    public Lines {
      series = List.copyOf(series);
      spanned = List.copyOf(spanned);
      marks = List.copyOf(marks);
    }

    public Lines(
        String title,
        String xLabel,
        String yLabel,
        Scale xScale,
        Scale yScale,
        List<Series> series) {
      this(title, xLabel, yLabel, xScale, yScale, series, series, List.of());
    }

    private Lines spanning(List<Series> all) {
      return new Lines(title, xLabel, yLabel, xScale, yScale, series, all, marks);
    }

    /** The same with words at places of the x axis. */
    public Lines marked(List<Mark> words) {
      return new Lines(title, xLabel, yLabel, xScale, yScale, series, spanned, words);
    }
  }

  /** Where the first and the last column, or row, of a heat map stand on their axis. */
  record Extent(double first, double last) {}

  /**
   * A heat map. Values that are not finite have no colour.
   *
   * @param across the columns' places
   * @param up the rows' places
   * @param values {@code values[row][column]}; the first row is drawn at the bottom
   * @param least the value of the palest colour
   * @param most the value of the deepest colour
   * @param scale of the colours
   */
  record HeatMap(
      String title,
      String xLabel,
      String yLabel,
      String valueLabel,
      Extent across,
      Extent up,
      double[][] values,
      double least,
      double most,
      Scale scale)
      implements Chart {
    /** Over columns and rows that are counted from 1. */
    public HeatMap(
        String title,
        String xLabel,
        String yLabel,
        String valueLabel,
        double[][] values,
        double least,
        double most,
        Scale scale) {
      this(
          title,
          xLabel,
          yLabel,
          valueLabel,
          new Extent(1, values.length == 0 ? 1 : values[0].length),
          new Extent(1, Math.max(1, values.length)),
          values,
          least,
          most,
          scale);
    }
  }

  /** Bars in groups: {@code series} names the bars that are side by side in each category. */
  record Bars(String title, String xLabel, String yLabel, List<String> categories, List<Bar> series)
      implements Chart {
    public Bars {
      categories = List.copyOf(categories);
      series = List.copyOf(series);
    }
  }

  /** One kind of bar, a value for each category; NaN where there is none. */
  record Bar(String name, double[] values) {}
}
