package org.resnet4j.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;

/**
 * The label of an upright axis, turned by a quarter. The chart library writes it as outlines; here
 * it stays text, which can be read aloud, searched and copied.
 */
final class RotatedLabel {
  private RotatedLabel() {}

  /** Draws the axis's label at its left or right edge and says what room is left. */
  static AxisState draw(
      ValueAxis axis, Graphics2D canvas, Rectangle2D area, RectangleEdge edge, AxisState state) {
    var insets = axis.getLabelInsets();
    canvas.setFont(axis.getLabelFont());
    canvas.setPaint(axis.getLabelPaint());
    var letters = canvas.getFontMetrics();
    double height = letters.getHeight();
    boolean left = edge == RectangleEdge.LEFT;
    double toLine = (left ? insets.getRight() : insets.getLeft()) + height / 2;
    double x = state.getCursor() + (left ? -toLine : toLine);
    double y = area.getCenterY();
    double baseline = y + (letters.getAscent() - letters.getDescent()) / 2.0;
    var upright = canvas.getTransform();
    canvas.rotate(left ? -Math.PI / 2 : Math.PI / 2, x, y);
    canvas.drawString(
        axis.getLabel(),
        (float) (x - letters.stringWidth(axis.getLabel()) / 2.0),
        (float) baseline);
    canvas.setTransform(upright);
    double room = insets.getLeft() + height + insets.getRight();
    if (left) {
      state.cursorLeft(room);
    } else {
      state.cursorRight(room);
    }
    return state;
  }
}
