package org.resnet4j.lab.findings;

import java.util.List;

/** A chart as data; the report draws it. Axis labels carry their units. */
public sealed interface Figure extends Findings.Block {
  /** What the chart shows, as a sentence. */
  String title();

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
  record Series(String name, double[] x, double[] y, boolean dashed, int colour) {}

  /** Curves over two axes. Values that are not finite are gaps. */
  record Lines(
      String title, String xLabel, String yLabel, Scale xScale, Scale yScale, List<Series> series)
      implements Figure {
    public Lines {
      series = List.copyOf(series);
    }
  }

  /**
   * A heat map over two counted axes. Values that are not finite have no colour.
   *
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
      double[][] values,
      double least,
      double most,
      Scale scale)
      implements Figure {}

  /** Bars in groups: {@code series} names the bars that are side by side in each category. */
  record Bars(String title, String xLabel, String yLabel, List<String> categories, List<Bar> series)
      implements Figure {
    public Bars {
      categories = List.copyOf(categories);
      series = List.copyOf(series);
    }
  }

  /** One kind of bar, a value for each category; NaN where there is none. */
  record Bar(String name, double[] values) {}
}
