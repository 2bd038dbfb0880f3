package org.resnet4j.report.chart;

import java.util.Arrays;

/**
 * A line of a plot: y over x.
 *
 * @param name in the legend; a line without a name has no entry there
 * @param look how it is drawn
 * @param colour an index into the theme's palette; {@link #NEXT}: the next that is free
 */
public record Series(String name, double[] x, double[] y, Look look, int colour) {
  /** The colour of a line that has none of its own. */
  public static final int NEXT = -1;

  /** How a line is drawn. */
  public enum Look {
    LINE,
    DASHED,
    /** Thin and pale: single values behind their mean. */
    FAINT,
    /** A line with its points. */
    POINTS
  }

  public Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "series '%s' has %d x and %d y".formatted(name, x.length, y.length));
    }
  }

  public Series(String name, double[] x, double[] y, Look look) {
    this(name, x, y, look, NEXT);
  }

  /** The same line under another name, drawn another way. */
  public Series as(String otherName, Look otherLook) {
    return new Series(otherName, x, y, otherLook, colour);
  }

  /** The same, each y the mean over a window of this many points around it. */
  public Series smoothed(int window) {
    var mean = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      int from = Math.max(0, i - window / 2);
      int to = Math.min(y.length, i + window / 2 + 1);
      mean[i] = Arrays.stream(y, from, to).average().orElse(Double.NaN);
    }
    return new Series(name, x, mean, look, colour);
  }
}
