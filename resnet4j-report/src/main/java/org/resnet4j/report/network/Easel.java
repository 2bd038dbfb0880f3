package org.resnet4j.report.network;

import static org.resnet4j.report.network.Measures.BULGE;
import static org.resnet4j.report.network.Measures.GAP;
import static org.resnet4j.report.network.Measures.HEIGHT;
import static org.resnet4j.report.network.Measures.NARROW;
import static org.resnet4j.report.network.Measures.SUM;
import static org.resnet4j.report.network.Measures.WIDE;
import static org.resnet4j.report.network.Measures.height;
import static org.resnet4j.report.network.Measures.left;
import static org.resnet4j.report.network.Measures.right;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import org.resnet4j.report.network.Pen.Anchor;
import org.resnet4j.report.network.Pen.Words;
import org.resnet4j.report.network.Piece.*;

/** Lays out the pieces of a figure from top to bottom, all centred on one line. */
final class Easel {
  private final Pen pen;
  private final double sizesAt;
  private final List<String> sizes = new ArrayList<>();

  /**
   * @param sizesAt where the labels with output sizes begin
   */
  Easel(Pen pen, double sizesAt) {
    this.pen = pen;
    this.sizesAt = sizesAt;
  }

  /** Draws pieces below one another from {@code y} on and says where they end. */
  double column(List<Piece> pieces, double x, double y) {
    return column(pieces, x, y, WIDE);
  }

  private double column(List<Piece> pieces, double x, double y, double width) {
    double end = y;
    for (int i = 0; i < pieces.size(); i++) {
      if (i > 0) {
        flow(x, end, end + GAP, pieces.get(i) instanceof Box);
        end += GAP;
      }
      end = draw(pieces.get(i), x, end, width);
    }
    return end;
  }

  private double draw(Piece piece, double x, double y, double width) {
    return switch (piece) {
      case Box b -> box(b, x, y, width);
      case Skip s -> skip(s, x, y);
      case Beside b -> beside(b, x, y);
      case Repeat r -> repeat(r, x, y);
      case Aside a -> aside(a, x, y);
    };
  }

  private double box(Box box, double x, double y, double width) {
    if (width == WIDE) {
      size(box.size(), y);
    }
    var look = box.coloured() ? Look.ofSize(stage(box.size())) : Look.NEUTRAL;
    pen.box(look, x - width / 2, y, width, HEIGHT, 5);
    pen.text(Words.LAYER, Anchor.MIDDLE, x, y + HEIGHT / 2 + 4, box.text());
    return y + HEIGHT;
  }

  /** The label at the left, where the output size is a new one. */
  private void size(String size, double y) {
    if (!size.isEmpty() && !sizes.contains(size)) {
      pen.text(Words.NOTE, Anchor.START, sizesAt, y + HEIGHT / 2 + 4, size);
    }
    stage(size);
  }

  private int stage(String size) {
    if (!size.isEmpty() && !sizes.contains(size)) {
      sizes.add(size);
    }
    return Math.max(0, sizes.indexOf(size));
  }

  private double skip(Skip skip, double x, double y) {
    flow(x, y, y + GAP, true);
    double inner = column(skip.branch(), x, y + GAP);
    double sum = inner + GAP + SUM;
    flow(x, inner, sum - SUM, true);
    double out = x + WIDE / 2 + BULGE;
    var around = new Path2D.Double();
    around.moveTo(x, y);
    around.lineTo(out - 18, y);
    around.quadTo(out, y, out, y + 18);
    around.lineTo(out, sum - 18);
    around.quadTo(out, sum, out - 18, sum);
    around.lineTo(x + SUM + 6, sum);
    pen.draw(skip.line() == Line.SOLID ? Look.SOLID_SKIP : Look.DOTTED_SKIP, around);
    pen.head(x + SUM, sum, -1, 0);
    if (!skip.label().isEmpty()) {
      pen.text(Words.NOTE, Anchor.START, out + 7, (y + sum) / 2 + 4, skip.label());
    }
    pen.circle(Look.SUM, x, sum, SUM);
    pen.line(Look.FLOW, x - 3, sum, x + 3, sum);
    pen.line(Look.FLOW, x, sum - 3, x, sum + 3);
    return sum + SUM;
  }

  private double beside(Beside beside, double x, double y) {
    int count = beside.columns().size();
    double step = NARROW + GAP;
    double first = x - (count - 1) * step / 2;
    double tallest = beside.columns().stream().mapToDouble(Measures::height).max().orElse(0);
    double bottom = y + GAP + tallest;
    pen.line(Look.FLOW, first, y, first + (count - 1) * step, y);
    for (int i = 0; i < count; i++) {
      var column = beside.columns().get(i);
      double top = bottom - height(column);
      flow(first + i * step, y, top, true);
      column(column, first + i * step, top, NARROW);
      flow(first + i * step, bottom, bottom + GAP, true);
    }
    size(beside.join().size(), bottom + GAP);
    return box(beside.join(), x, bottom + GAP, count * step - GAP);
  }

  private double repeat(Repeat repeat, double x, double y) {
    double left = x - left(repeat.piece()) - 12;
    double top = y + GAP;
    flow(x, y, top, repeat.piece() instanceof Box);
    double end = draw(repeat.piece(), x, top, WIDE) + GAP;
    flow(x, end - GAP, end, false);
    pen.box(Look.FRAME, left, y, x + right(repeat.piece()) + 12 - left, end - y, 9);
    pen.text(Words.TIMES, Anchor.END, left - 8, (y + end) / 2 + 5, "× " + repeat.times());
    return end;
  }

  private double aside(Aside aside, double x, double y) {
    double end = draw(aside.piece(), x, y, WIDE);
    double side = x + right(aside.piece()) + 2 * GAP + WIDE / 2;
    double from = end - HEIGHT / 2;
    var branch = new Path2D.Double();
    branch.moveTo(x + right(aside.piece()) - GAP / 2, from);
    branch.lineTo(side - 10, from);
    branch.quadTo(side, from, side, from + 10);
    pen.draw(Look.FLOW, branch);
    flow(side, from + 10, from + 2 * GAP, true);
    pen.text(
        Words.NOTE, Anchor.START, side - WIDE / 2 + 4, from - 6, aside.name() + ", training only");
    column(aside.head(), side, from + 2 * GAP);
    return end;
  }

  private void flow(double x, double from, double to, boolean arrow) {
    pen.line(Look.FLOW, x, from, x, arrow ? to - 5 : to);
    if (arrow) {
      pen.head(x, to, 0, 1);
    }
  }
}
