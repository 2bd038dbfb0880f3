package org.resnet4j.report.network;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import org.resnet4j.report.picture.Typeface;

/** Draws the shapes and words of a figure. */
final class Pen {
  private static final Color INK = new Color(0x24292f);
  private static final Color FAINT = new Color(0x6b7280);

  private final Graphics2D canvas;

  Pen(Graphics2D canvas) {
    this.canvas = canvas;
  }

  /** What a text is; it decides size, weight and colour. */
  enum Words {
    TITLE(20, true, INK),
    LAYER(12, false, INK),
    TIMES(15, true, INK),
    NOTE(11.5, false, FAINT);

    private final double size;
    private final boolean bold;
    private final Color colour;

    Words(double size, boolean bold, Color colour) {
      this.size = size;
      this.bold = bold;
      this.colour = colour;
    }
  }

  /** Which point of a text is given. */
  enum Anchor {
    START(0),
    MIDDLE(0.5),
    END(1);

    private final double share;

    Anchor(double share) {
      this.share = share;
    }
  }

  void box(Look look, double x, double y, double width, double height, double radius) {
    draw(look, new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius));
  }

  void circle(Look look, double x, double y, double radius) {
    draw(look, new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  void line(Look look, double fromX, double fromY, double toX, double toY) {
    draw(look, new Line2D.Double(fromX, fromY, toX, toY));
  }

  /** A triangle whose tip is at this point and that looks to where the unit vector shows. */
  void head(double x, double y, int towardsX, int towardsY) {
    var head = new Path2D.Double();
    head.moveTo(x, y);
    head.lineTo(x - 7 * towardsX + 3.5 * towardsY, y - 7 * towardsY - 3.5 * towardsX);
    head.lineTo(x - 7 * towardsX - 3.5 * towardsY, y - 7 * towardsY + 3.5 * towardsX);
    head.closePath();
    draw(Look.HEAD, head);
  }

  void draw(Look look, Shape shape) {
    if (look.filled()) {
      canvas.setPaint(look.inside());
      canvas.fill(shape);
    }
    if (look.stroke().getLineWidth() > 0) {
      canvas.setPaint(look.line());
      canvas.setStroke(look.stroke());
      canvas.draw(shape);
    }
  }

  void text(Words words, Anchor anchor, double x, double y, String text) {
    var font = words.bold ? Typeface.bold(words.size, text) : Typeface.plain(words.size, text);
    canvas.setFont(font);
    canvas.setPaint(words.colour);
    double left = x - anchor.share * Typeface.width(font, text);
    canvas.drawString(text, (float) left, (float) y);
  }
}
