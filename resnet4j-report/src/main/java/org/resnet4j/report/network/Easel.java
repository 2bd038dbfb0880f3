package org.resnet4j.report.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.report.network.Piece.*;
import org.resnet4j.report.network.Svg.Anchor;

/** Places the pieces of a figure from top to bottom, all centred on one line. */
final class Easel {
  static final double WIDE = 164;
  private static final double NARROW = 114;
  private static final double HEIGHT = 24;
  private static final double GAP = 12;

  /** From a box's edge to the line of the shortcut. */
  private static final double BULGE = 22;

  private static final double SUM = 5.5;
  private static final int COLOURS = 6;

  private final Svg svg;
  private final double sizesAt;
  private final List<String> sizes = new ArrayList<>();

  /**
   * @param sizesAt where the labels with output sizes begin
   */
  Easel(Svg svg, double sizesAt) {
    this.svg = svg;
    this.sizesAt = sizesAt;
  }

  /** How far a piece reaches to the right of its centre line. */
  static double right(Piece piece) {
    return switch (piece) {
      case Box b -> WIDE / 2;
      case Skip s -> WIDE / 2 + BULGE + (s.label().isEmpty() ? 0 : 10 + 6.2 * s.label().length());
      case Beside b -> b.columns().size() * (NARROW + GAP) / 2;
      case Repeat r -> right(r.piece()) + 12;
      case Aside a -> right(a.piece()) + 2 * GAP + WIDE;
    };
  }

  /** How far a piece reaches to the left of its centre line. */
  static double left(Piece piece) {
    return switch (piece) {
      case Box b -> WIDE / 2;
      case Skip s -> WIDE / 2;
      case Beside b -> b.columns().size() * (NARROW + GAP) / 2;
      case Repeat r -> left(r.piece()) + 50;
      case Aside a -> left(a.piece());
    };
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
    var style = box.coloured() ? "c" + stage(box.size()) % COLOURS : "neutral";
    svg.rect(style, x - width / 2, y, width, HEIGHT, 5);
    svg.text("layer", Anchor.MIDDLE, x, y + HEIGHT / 2 + 4, box.text());
    return y + HEIGHT;
  }

  /** The label at the left, where the output size is a new one. */
  private void size(String size, double y) {
    if (!size.isEmpty() && !sizes.contains(size)) {
      svg.text("size", Anchor.START, sizesAt, y + HEIGHT / 2 + 4, size);
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
    svg.path(
        skip.line() == Line.SOLID ? "skip" : "skip dotted",
        path(
            "M%.1f %.1f H%.1f Q%.1f %.1f %.1f %.1f V%.1f Q%.1f %.1f %.1f %.1f H%.1f",
            x, y, out - 18, out, y, out, y + 18, sum - 18, out, sum, out - 18, sum, x + SUM + 6));
    head(x + SUM, sum, "M%1$.1f %2$.1f l7 -3.5 v7 z");
    if (!skip.label().isEmpty()) {
      svg.text("note", Anchor.START, out + 7, (y + sum) / 2 + 4, skip.label());
    }
    svg.circle("sum", x, sum, SUM);
    svg.path("plus", path("M%.1f %.1f h6 M%.1f %.1f v6", x - 3, sum, x, sum - 3));
    return sum + SUM;
  }

  private double beside(Beside beside, double x, double y) {
    int count = beside.columns().size();
    double step = NARROW + GAP;
    double first = x - (count - 1) * step / 2;
    double tallest = beside.columns().stream().mapToDouble(Easel::height).max().orElse(0);
    double bottom = y + GAP + tallest;
    svg.path("flow", path("M%.1f %.1f H%.1f", first, y, first + (count - 1) * step));
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

  /** The height of a column of boxes. */
  private static double height(List<Piece> boxes) {
    return boxes.size() * (HEIGHT + GAP) - GAP;
  }

  private double repeat(Repeat repeat, double x, double y) {
    double left = x - left(repeat.piece()) - 12;
    double top = y + GAP;
    flow(x, y, top, repeat.piece() instanceof Box);
    double end = draw(repeat.piece(), x, top, WIDE) + GAP;
    flow(x, end - GAP, end, false);
    svg.rect("frame", left, y, x + right(repeat.piece()) + 12 - left, end - y, 9);
    svg.text("times", Anchor.END, left - 8, (y + end) / 2 + 5, "× " + repeat.times());
    return end;
  }

  private double aside(Aside aside, double x, double y) {
    double end = draw(aside.piece(), x, y, WIDE);
    double side = x + right(aside.piece()) + 2 * GAP + WIDE / 2;
    double from = end - HEIGHT / 2;
    svg.path(
        "flow",
        path(
            "M%.1f %.1f H%.1f Q%.1f %.1f %.1f %.1f",
            x + right(aside.piece()) - GAP / 2, from, side - 10, side, from, side, from + 10));
    flow(side, from + 10, from + 2 * GAP, true);
    svg.text("note", Anchor.START, side - WIDE / 2 + 4, from - 6, aside.name() + ", training only");
    column(aside.head(), side, from + 2 * GAP);
    return end;
  }

  private void flow(double x, double from, double to, boolean arrow) {
    svg.path("flow", path("M%.1f %.1f V%.1f", x, from, arrow ? to - 5 : to));
    if (arrow) {
      head(x, to, "M%1$.1f %2$.1f l-3.5 -7 h7 z");
    }
  }

  private void head(double x, double y, String form) {
    svg.path("head", path(form, x, y));
  }

  private static String path(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
