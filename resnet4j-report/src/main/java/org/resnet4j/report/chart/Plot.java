package org.resnet4j.report.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.resnet4j.lab.findings.Figure.Mark;
import org.resnet4j.report.language.Language;

/**
 * Lines over two axes, as a value; {@link Charts} draws it.
 *
 * @param marks words at places of the x axis
 */
public record Plot(String title, Axis x, Axis y, List<Series> series, List<Mark> marks) {
  public Plot {
    series = List.copyOf(series);
    marks = List.copyOf(marks);
  }

  public Plot(String title, Axis x, Axis y, List<Series> series) {
    this(title, x, y, series, List.of());
  }

  /**
   * A plot with axes that span all finite values of the series; the x axis begins at zero or below.
   * Where there are none, the title says that there is nothing to show.
   */
  public static Plot of(String title, String xLabel, String yLabel, List<Series> series) {
    return spanned(title, xLabel, yLabel, false, series);
  }

  /** The same with a logarithmic y axis; values that are not positive are at its lower end. */
  public static Plot logarithmic(String title, String xLabel, String yLabel, List<Series> series) {
    return spanned(title, xLabel, yLabel, true, series);
  }

  /** The same with its words in this language. */
  public Plot in(Language language) {
    return new Plot(
        language.say(title),
        x.labelled(language.say(x.label())),
        y.labelled(language.say(y.label())),
        series.stream().map(line -> line.as(language.say(line.name()), line.look())).toList(),
        marks.stream().map(mark -> new Mark(mark.x(), language.say(mark.words()))).toList());
  }

  private static Plot spanned(
      String title, String xLabel, String yLabel, boolean logarithmic, List<Series> series) {
    var x = series.stream().flatMapToDouble(s -> finite(s.x())).summaryStatistics();
    var y =
        series.stream()
            .flatMapToDouble(s -> finite(s.y()))
            .filter(value -> !logarithmic || Axis.isPositive(value))
            .summaryStatistics();
    if (x.getCount() == 0 || y.getCount() == 0) {
      return new Plot(
          title + ": nothing to show",
          Axis.exactly(xLabel, 0, 1),
          new Axis(yLabel, 0.1, 1, logarithmic),
          series);
    }
    var across = Axis.exactly(xLabel, Math.min(0, x.getMin()), x.getMax());
    boolean counted = series.stream().flatMapToDouble(s -> finite(s.x())).allMatch(Plot::isWhole);
    return new Plot(
        title,
        counted ? across.counting() : across,
        Axis.over(yLabel, y.getMin(), y.getMax(), logarithmic),
        series);
  }

  private static DoubleStream finite(double[] values) {
    return Arrays.stream(values).filter(Axis::isFinite);
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  /** The same with the given ends of the y axis. */
  public Plot withY(double from, double to) {
    return new Plot(title, x, new Axis(y.label(), from, to, y.logarithmic()), series, marks);
  }

  /** What is drawn, in one sentence. */
  String description() {
    var names =
        series.stream()
            .map(Series::name)
            .filter(name -> !name.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    return "%s%s over %s%s."
        .formatted(
            y.label(),
            y.logarithmic() ? " (logarithmic)" : "",
            x.label(),
            names.isEmpty() ? "" : ": " + names);
  }

  /** The colour of line {@code index}: its own, or a place in the palette after those before it. */
  int colour(int index) {
    if (series.get(index).colour() != Series.NEXT) {
      return series.get(index).colour();
    }
    int before = 0;
    for (int i = 0; i < index; i++) {
      before += series.get(i).look() == Series.Look.FAINT ? 0 : 1;
    }
    return before;
  }
}
