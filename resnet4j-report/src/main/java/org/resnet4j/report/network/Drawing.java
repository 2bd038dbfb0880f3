package org.resnet4j.report.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Cost;
import org.resnet4j.report.network.Piece.*;
import org.resnet4j.report.network.Svg.Anchor;

/**
 * The drawing interpreter: a network as a figure in the manner of Figure 3 of He et al. 2015. A box
 * is a layer ({@code 3x3 conv, 64}), its colour the size of its output; shortcuts run beside,
 * dotted where dimensions change. Long runs of equal blocks are drawn once.
 */
public final class Drawing {
  private Drawing() {}

  private static final double MARGIN = 28;
  private static final double SIZES = 84;
  private static final double TOP = 92;

  private static final String STYLE =
      """
      text { font-family: Inter, "Helvetica Neue", Helvetica, Arial, sans-serif; fill: #24292f; }
      .title { font-size: 20px; font-weight: 600; }
      .facts, .note, .size { font-size: 11.5px; fill: #6b7280; }
      .layer { font-size: 12px; }
      .times { font-size: 15px; font-weight: 600; }
      rect, .sum { stroke-width: 1.1; }
      .c0 { fill: #ece8f8; stroke: #7f6fb5; }
      .c1 { fill: #e0f1dc; stroke: #5c9650; }
      .c2 { fill: #fde6df; stroke: #c66f57; }
      .c3 { fill: #dfebfa; stroke: #4c7cb8; }
      .c4 { fill: #fdf2d2; stroke: #bd9230; }
      .c5 { fill: #dcf1ef; stroke: #3c8c83; }
      .neutral { fill: #f7f7f5; stroke: #a3a39c; }
      .frame { fill: none; stroke: #8b919a; stroke-dasharray: 5 4; }
      .flow, .skip, .plus { fill: none; stroke: #4b5563; stroke-width: 1.2; }
      .skip { stroke-width: 1.5; }
      .dotted { stroke-dasharray: 0.1 4.2; stroke-linecap: round; stroke-width: 2; }
      .head { fill: #4b5563; }
      .sum { fill: #ffffff; stroke: #4b5563; }
      """;

  /** The figure of this network as an SVG document, light background. */
  public static String svg(Architecture network) {
    var sketch = new Sketch();
    var pieces = new ArrayList<Piece>();
    pieces.add(new Box("image, " + network.input(), false, ""));
    pieces.addAll(sketch.of(network.layer(), network.input()));

    double left = pieces.stream().mapToDouble(Easel::left).max().orElse(0);
    double right = pieces.stream().mapToDouble(Easel::right).max().orElse(0);
    double centre = MARGIN + SIZES + left;
    var svg = new Svg();
    svg.text("title", Anchor.START, MARGIN, MARGIN + 16, network.name());
    svg.text("facts", Anchor.START, MARGIN, MARGIN + 36, facts(network));
    double end = new Easel(svg, MARGIN).column(pieces, centre, TOP);
    var notes = notes(pieces, sketch.leftOut());
    for (var note : notes) {
      end += 18;
      svg.text("note", Anchor.START, MARGIN, end + 12, note);
    }
    double width = Math.max(centre + right + MARGIN, 420);
    return svg.document(network.name(), STYLE, width, end + MARGIN + 8);
  }

  private static String facts(Architecture network) {
    var cost = Cost.of(network.layer(), network.input());
    return "%s parameters, %s multiply-adds"
        .formatted(rounded(cost.parameters()), rounded(cost.multiplyAdds()));
  }

  /** Three or four digits: {@code 11.69 M}. */
  private static String rounded(long number) {
    if (number < 1_000_000) {
      return String.format(Locale.ROOT, "%,d", number);
    }
    boolean giga = number >= 1_000_000_000;
    return String.format(Locale.ROOT, "%.2f %s", number / (giga ? 1e9 : 1e6), giga ? "G" : "M");
  }

  private static List<String> notes(List<Piece> pieces, List<String> leftOut) {
    var notes = new ArrayList<String>();
    if (pieces.stream().anyMatch(Drawing::isDotted)) {
      notes.add("Dotted shortcuts change dimensions.");
    }
    if (!leftOut.isEmpty()) {
      notes.add("Not drawn: " + String.join(", ", leftOut) + ".");
    }
    return notes;
  }

  private static boolean isDotted(Piece piece) {
    return piece instanceof Skip skip && skip.line() == Line.DOTTED;
  }
}
