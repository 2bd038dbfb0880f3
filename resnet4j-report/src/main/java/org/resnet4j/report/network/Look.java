package org.resnet4j.report.network;

import java.awt.BasicStroke;
import java.awt.Color;

/** How a shape of the figure looks: its inside and its line. */
enum Look {
  /** The six colours of output sizes, in the order in which sizes appear. */
  LILAC(0xece8f8, 0x7f6fb5, 1.1f),
  GREEN(0xe0f1dc, 0x5c9650, 1.1f),
  CORAL(0xfde6df, 0xc66f57, 1.1f),
  BLUE(0xdfebfa, 0x4c7cb8, 1.1f),
  SAND(0xfdf2d2, 0xbd9230, 1.1f),
  TEAL(0xdcf1ef, 0x3c8c83, 1.1f),
  /** Layers that are not convolutions. */
  NEUTRAL(0xf7f7f5, 0xa3a39c, 1.1f),
  /** Around a block that is repeated. */
  FRAME(0x8b919a, new BasicStroke(1.1f, BasicStroke.CAP_BUTT, 0, 10, new float[] {5, 4}, 0)),
  /** From layer to layer. */
  FLOW(0x4b5563, new BasicStroke(1.2f)),
  /** An identity shortcut. */
  SOLID_SKIP(0x4b5563, new BasicStroke(1.5f)),
  /** A shortcut that changes dimensions. */
  DOTTED_SKIP(
      0x4b5563, new BasicStroke(2, BasicStroke.CAP_ROUND, 0, 10, new float[] {.1f, 4.2f}, 0)),
  /** The head of an arrow. */
  HEAD(0x4b5563, 0x4b5563, 0),
  /** Where a shortcut is added. */
  SUM(0xffffff, 0x4b5563, 1.1f);

  private static final Look[] SIZES = {LILAC, GREEN, CORAL, BLUE, SAND, TEAL};

  private final boolean filled;
  private final Color inside;
  private final Color line;
  private final BasicStroke stroke;

  Look(int inside, int line, float width) {
    this(true, inside, line, new BasicStroke(width));
  }

  Look(int line, BasicStroke stroke) {
    this(false, line, line, stroke);
  }

  Look(boolean filled, int inside, int line, BasicStroke stroke) {
    this.filled = filled;
    this.inside = new Color(inside);
    this.line = new Color(line);
    this.stroke = stroke;
  }

  /** The colour of the n-th output size; after the last the first comes again. */
  static Look ofSize(int n) {
    return SIZES[n % SIZES.length];
  }

  boolean filled() {
    return filled;
  }

  Color inside() {
    return inside;
  }

  Color line() {
    return line;
  }

  BasicStroke stroke() {
    return stroke;
  }
}
