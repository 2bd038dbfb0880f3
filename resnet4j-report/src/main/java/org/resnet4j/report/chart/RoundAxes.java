package org.resnet4j.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.resnet4j.report.picture.Theme;

/** The chart library's axes with the ticks of an {@link Axis}: few, on round numbers. */
final class RoundAxes {
  private static final double ROOM = 0.015;

  private RoundAxes() {}

  static ValueAxis of(Axis axis, Theme theme) {
    ValueAxis made = axis.logarithmic() ? new Logarithmic(axis) : new Linear(axis, tick -> tick);
    made.setRange(axis.from(), axis.to());
    ChartStyle.dress(made, theme);
    return made;
  }

  /** The same with a margin beyond its ends, for points that are there. */
  static ValueAxis roomy(Axis axis, Theme theme) {
    var made = of(axis, theme);
    made.setRange(axis.at(-ROOM), axis.at(1 + ROOM));
    return made;
  }

  /** An axis from 0 to 1 with the ticks where the values stand: for a bar of colours. */
  static ValueAxis byPlace(Axis axis, Theme theme) {
    var made = new Linear(axis, axis::position);
    made.setRange(0, 1);
    ChartStyle.dress(made, theme);
    return made;
  }

  private static List<NumberTick> ticks(Axis axis, RectangleEdge edge, DoubleUnaryOperator place) {
    boolean below = RectangleEdge.isTopOrBottom(edge);
    var anchor = below ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    var right = edge == RectangleEdge.RIGHT ? TextAnchor.CENTER_LEFT : anchor;
    return axis.ticks().stream()
        .filter(tick -> Math.abs(axis.position(tick) - 0.5) <= 0.5 + 1e-9)
        .map(
            tick ->
                new NumberTick(
                    place.applyAsDouble(tick), axis.text(tick), right, TextAnchor.CENTER, 0))
        .toList();
  }

  private static final class Linear extends NumberAxis {
    private final transient Axis axis;
    private final transient DoubleUnaryOperator place;

    Linear(Axis axis, DoubleUnaryOperator place) {
      super(axis.label());
      this.axis = axis;
      this.place = place;
    }

    @Override
    public List<NumberTick> refreshTicks(
        Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
      return ticks(axis, edge, place);
    }

    @Override
    protected AxisState drawLabel(
        String label,
        Graphics2D g2,
        Rectangle2D plotArea,
        Rectangle2D dataArea,
        RectangleEdge edge,
        AxisState state) {
      return RectangleEdge.isTopOrBottom(edge)
          ? super.drawLabel(label, g2, plotArea, dataArea, edge, state)
          : RotatedLabel.draw(this, g2, dataArea, edge, state);
    }
  }

  private static final class Logarithmic extends LogAxis {
    private final transient Axis axis;

    Logarithmic(Axis axis) {
      super(axis.label());
      this.axis = axis;
    }

    @Override
    public List<NumberTick> refreshTicks(
        Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
      return ticks(axis, edge, tick -> tick);
    }

    @Override
    protected AxisState drawLabel(
        String label,
        Graphics2D g2,
        Rectangle2D plotArea,
        Rectangle2D dataArea,
        RectangleEdge edge,
        AxisState state) {
      return RectangleEdge.isTopOrBottom(edge)
          ? super.drawLabel(label, g2, plotArea, dataArea, edge, state)
          : RotatedLabel.draw(this, g2, dataArea, edge, state);
    }
  }
}
