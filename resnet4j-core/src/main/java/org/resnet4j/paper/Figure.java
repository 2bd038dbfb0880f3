package org.resnet4j.paper;

import java.util.List;

/** A picture as data; the report draws it. Axis labels carry their units. */
public sealed interface Figure extends Findings.Block {
  /** What the picture shows, as a sentence. */
  String title();

  /** How an axis counts. */
  enum Scale {
    LINEAR,
    LOGARITHMIC
  }

  /** One curve; {@code dashed} for training error and plain nets, as in the paper's figures. */
  record Series(String name, double[] x, double[] y, boolean dashed) {}

  /** Curves over two axes. Values that are not finite are gaps. */
  record Lines(
      String title, String xLabel, String yLabel, Scale xScale, Scale yScale, List<Series> series)
      implements Figure {
    public Lines {
      series = List.copyOf(series);
    }
  }

  /**
   * A field of colours.
   *
   * @param values {@code values[row][column]}; the first row is drawn at the bottom
   * @param scale of the colours
   */
  record HeatMap(
      String title,
      String xLabel,
      String yLabel,
      String valueLabel,
      List<String> columns,
      List<String> rows,
      double[][] values,
      Scale scale)
      implements Figure {
    public HeatMap {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /** Bars in groups: {@code series} names what stands side by side in each category. */
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
