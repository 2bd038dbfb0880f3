package org.resnet4j.report.network;

import java.util.List;
import org.resnet4j.report.network.Piece.*;

/**
 * How large the pieces of a figure are; every piece is centred on the line that data flow along.
 */
final class Measures {
  /** The width of a layer in the trunk. */
  static final double WIDE = 164;

  /** The width of a layer in a branch beside others. */
  static final double NARROW = 114;

  static final double HEIGHT = 24;
  static final double GAP = 12;

  /** From a box's edge to the line of the shortcut. */
  static final double BULGE = 22;

  /** The radius of the circle where a shortcut is added. */
  static final double SUM = 5.5;

  private Measures() {}

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

  /** How much room a piece takes from its upper to its lower end; an auxiliary head takes none. */
  static double height(Piece piece) {
    return switch (piece) {
      case Box b -> HEIGHT;
      case Skip s -> GAP + height(s.branch()) + GAP + 2 * SUM;
      case Beside b ->
          b.columns().stream().mapToDouble(Measures::height).max().orElse(0) + 2 * GAP + HEIGHT;
      case Repeat r -> height(r.piece()) + 2 * GAP;
      case Aside a -> height(a.piece());
    };
  }

  /** How much room pieces below one another take. */
  static double height(List<Piece> column) {
    double gaps = Math.max(0, column.size() - 1) * GAP;
    return column.stream().mapToDouble(Measures::height).sum() + gaps;
  }
}
