package org.resnet4j.report.network;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Cost;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.network.Pen.Anchor;
import org.resnet4j.report.network.Pen.Words;
import org.resnet4j.report.network.Piece.*;
import org.resnet4j.report.picture.Picture;

/**
 * The drawing interpreter: a network as a figure in the manner of Figure 3 of He et al. 2015. A box
 * is a layer ({@code 3x3 conv, 64}), its colour the size of its output; shortcuts run beside the
 * boxes, dotted where dimensions change. Long runs of equal blocks are drawn once.
 */
public final class NetworkFigure {
  private NetworkFigure() {}

  private static final double MARGIN = 28;
  private static final double SIZES = 84;
  private static final double TOP = 92;

  private static final double LINE = 18;
  private static final double LEAST_WIDTH = 420;

  /** The figure of this network on white; its width and height follow from its layers. */
  public static Picture of(Architecture network) {
    return of(network, Language.ENGLISH);
  }

  /** The same; its notes are in this language, its layers in the paper's words. */
  public static Picture of(Architecture network, Language language) {
    return of(network, language, Sketch.LONGEST_RUN);
  }

  private static Picture of(Architecture network, Language language, int longestRun) {
    var sketch = new Sketch(longestRun);
    var pieces = new ArrayList<Piece>();
    pieces.add(new Box("image, " + network.input(), false, ""));
    pieces.addAll(sketch.of(network.layer(), network.input()));

    double left = pieces.stream().mapToDouble(Measures::left).max().orElse(0);
    double right = pieces.stream().mapToDouble(Measures::right).max().orElse(0);
    double centre = MARGIN + SIZES + left;
    var notes = language.say(notes(pieces, sketch.leftOut()));
    var facts = language.say(facts(network));
    double end = TOP + Measures.height(pieces);
    int width = (int) Math.round(Math.max(centre + right + MARGIN, LEAST_WIDTH));
    int height = (int) Math.round(end + LINE * notes.size() + MARGIN + 8);
    return new Picture(
        network.name(),
        "%s for images of %s: %s.".formatted(network.name(), network.input(), facts(network)),
        width,
        height,
        canvas -> {
          canvas.setPaint(Color.WHITE);
          canvas.fillRect(0, 0, width, height);
          var pen = new Pen(canvas);
          pen.text(Words.TITLE, Anchor.START, MARGIN, MARGIN + 16, network.name());
          pen.text(Words.NOTE, Anchor.START, MARGIN, MARGIN + 36, facts);
          new Easel(pen, MARGIN).column(pieces, centre, TOP);
          for (int i = 0; i < notes.size(); i++) {
            pen.text(Words.NOTE, Anchor.START, MARGIN, end + 12 + LINE * (i + 1), notes.get(i));
          }
        });
  }

  /** Several networks side by side in full, as the paper's Figure 3 has them, on white. */
  public static Picture beside(String title, List<Architecture> networks, Language language) {
    var pictures =
        networks.stream().map(network -> of(network, language, Integer.MAX_VALUE)).toList();
    int width = pictures.stream().mapToInt(Picture::width).sum();
    int height = pictures.stream().mapToInt(Picture::height).max().orElseThrow();
    return new Picture(
        title,
        pictures.stream().map(Picture::description).collect(Collectors.joining(" ")),
        width,
        height,
        canvas -> {
          canvas.setPaint(Color.WHITE);
          canvas.fillRect(0, 0, width, height);
          var before = canvas.getTransform();
          for (var picture : pictures) {
            picture.drawing().accept(canvas);
            canvas.translate(picture.width(), 0);
          }
          canvas.setTransform(before);
        });
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
    if (pieces.stream().anyMatch(NetworkFigure::isDotted)) {
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
