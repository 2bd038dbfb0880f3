package org.resnet4j.report.experiment;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Verdict;
import org.resnet4j.report.picture.Picture;
import org.resnet4j.report.picture.Typeface;

/**
 * A claim on a slide of its own: the sentence as it is told, the verdict, and what was counted or
 * measured.
 *
 * @param claim in the language of the slide
 * @param verdict its verdict in that language
 */
record ClaimSlide(Judgement claim, String verdict) {
  static final int WIDTH = 960;
  private static final int HEIGHT = WIDTH * 9 / 16;
  private static final int MARGIN = 64;
  private static final double LEADING = 1.4;
  private static final String INK = "#1f2328";
  private static final String FAINT = "#59636e";

  /** A line of text at its place. */
  private record Line(double y, Font font, String colour, String words) {}

  Picture picture() {
    var lines = lines();
    return new Picture(claim.sentence(), verdict, WIDTH, HEIGHT, canvas -> draw(canvas, lines));
  }

  /** The verdict's colour, on white. */
  static String tone(Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "#00795a";
      case HOLDS_IF -> "#8a6100";
      case DOES_NOT -> "#b54600";
      case NOT_MEASURED -> FAINT;
    };
  }

  /** Text in lines that are no wider than this. */
  static List<String> wrapped(String text, Font font, double width) {
    var lines = new ArrayList<String>();
    var line = "";
    for (var word : text.split(" (?!%)")) { // a number stays with its per cent
      var longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Typeface.width(font, longer) > width) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  /** In the middle of the slide's height. */
  private List<Line> lines() {
    var lines = new ArrayList<Line>();
    double y = add("“" + claim.sentence() + "”", INK, size -> bold(size), 34, 0, lines);
    y = add(verdict, tone(claim.verdict()), size -> bold(size), 30, y + 24, lines);
    y = add(claim.evidence(), FAINT, size -> plain(size), 21, y + 6, lines);
    double down = (HEIGHT - y) / 2;
    return lines.stream()
        .map(one -> new Line(one.y + down, one.font, one.colour, one.words))
        .toList();
  }

  private Font bold(double size) {
    return Typeface.bold(size, claim.sentence(), verdict);
  }

  private Font plain(double size) {
    return Typeface.plain(size, claim.evidence());
  }

  /** Adds a paragraph under this height and says how far down it goes. */
  private static double add(
      String text,
      String colour,
      Function<Double, Font> letters,
      double size,
      double top,
      List<Line> lines) {
    var font = letters.apply(size);
    double y = top;
    for (var words : wrapped(text, font, WIDTH - 2 * MARGIN)) {
      lines.add(new Line(y + size, font, colour, words));
      y += LEADING * size;
    }
    return y;
  }

  private void draw(Graphics2D canvas, List<Line> lines) {
    canvas.setPaint(Color.WHITE);
    canvas.fillRect(0, 0, WIDTH, HEIGHT);
    canvas.setPaint(Color.decode(tone(claim.verdict())));
    canvas.fillRect(0, 0, 14, HEIGHT);
    for (var line : lines) {
      canvas.setFont(line.font);
      canvas.setPaint(Color.decode(line.colour));
      canvas.drawString(line.words, MARGIN, (float) line.y);
    }
  }
}
