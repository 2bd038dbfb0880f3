package org.resnet4j.report.network;

import java.util.ArrayList;
import java.util.List;

/** What a figure of a network is made of: a small tree between the layers and the SVG. */
sealed interface Piece {

  /** How a shortcut's line looks. */
  enum Line {
    /** Identity. */
    SOLID,
    /** Dimensions change. */
    DOTTED
  }

  /**
   * A layer that is drawn.
   *
   * @param coloured whether it takes the colour of its output size: convolutions do
   * @param size height x width of its output; empty for a vector
   */
  record Box(String text, boolean coloured, String size) implements Piece {
    Box withText(String changed) {
      return new Box(changed, coloured, size);
    }
  }

  /** A branch with a line around it to the sum that follows; the label is beside the line. */
  record Skip(List<Piece> branch, Line line, String label) implements Piece {}

  /** Branches side by side and the operation that joins them. */
  record Beside(List<List<Piece>> columns, Box join) implements Piece {}

  /** A run of equal pieces, drawn once. */
  record Repeat(Piece piece, int times) implements Piece {}

  /** A piece of the trunk and the auxiliary head attached to it. */
  record Aside(Piece piece, String name, List<Piece> head) implements Piece {}

  /** The same pieces; runs of more equal ones than this are folded. */
  static List<Piece> fold(List<Piece> pieces, int longest) {
    var folded = new ArrayList<Piece>();
    for (int i = 0; i < pieces.size(); ) {
      var piece = pieces.get(i);
      int end = i;
      while (end < pieces.size() && pieces.get(end).equals(piece)) {
        end++;
      }
      if (end - i > longest) {
        folded.add(new Repeat(piece, end - i));
      } else {
        folded.addAll(pieces.subList(i, end));
      }
      i = end;
    }
    return List.copyOf(folded);
  }
}
