package org.resnet4j.report.experiment;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.language.TranslatedFindings;
import org.resnet4j.report.picture.OnePagePdf;
import org.resnet4j.report.picture.Picture;
import org.resnet4j.report.picture.Typeface;

/**
 * Findings for a lecture: under {@code slides} each figure and each claim 1,920 pixels wide, and
 * one page as PDF with each sentence, its verdict, and in one line why.
 *
 * @param findings what was found
 * @param language of the pictures and the page, where this machine has letters for it
 */
public record Slides(Findings findings, Language language) {
  private static final int PIXELS = 1920;
  private static final int WIDTH = 960;
  private static final int MARGIN = 36;
  private static final int TEXT = MARGIN + 118;
  private static final int ROOM = WIDTH - MARGIN - TEXT;
  private static final int GAP = 7;
  private static final int NAME = 60;

  /** In English. */
  public Slides(Findings findings) {
    this(findings, Language.ENGLISH);
  }

  /** Writes them. */
  public void write(Path folder) throws IOException {
    var slides = Files.createDirectories(folder.resolve("slides"));
    int number = 0;
    for (var block : findings.blocks()) {
      if (block instanceof Figure figure) {
        var picture = ExperimentReport.drawn(figure, language);
        var name = ExperimentReport.slug(figure.title());
        AtomicFile.write(
            slides.resolve(String.format(Locale.ROOT, "%02d-%s.png", ++number, name)),
            picture.png((double) PIXELS / picture.width()));
      }
    }
    claims(slides);
    AtomicFile.write(slides.resolve("summary.pdf"), OnePagePdf.of(summary()));
  }

  /** Each claim on a slide of its own, named by its English sentence. */
  private void claims(Path slides) throws IOException {
    var told = readable();
    var spoken = told == findings ? Language.ENGLISH : language;
    for (int i = 0; i < told.judgements().size(); i++) {
      var one = told.judgements().get(i);
      var picture = new ClaimSlide(one, spoken.say(one.verdict().words())).picture();
      var name = ExperimentReport.slug(findings.judgements().get(i).sentence());
      AtomicFile.write(
          slides.resolve(String.format(Locale.ROOT, "claim-%02d-%s.png", i + 1, shortened(name))),
          picture.png((double) PIXELS / ClaimSlide.WIDTH));
    }
  }

  /** File systems end names at 255 bytes, people much earlier. */
  private static String shortened(String name) {
    return name.length() <= NAME ? name : name.substring(0, name.lastIndexOf('-', NAME));
  }

  /** In the reader's language where this machine has letters for it; else as they were made. */
  private Findings readable() {
    var translated = TranslatedFindings.of(findings, language);
    return Typeface.writes(translated.title()) && !language.equals(Language.ENGLISH)
        ? translated
        : findings;
  }

  /** A line of text at its place. */
  private record Line(int x, int y, Font font, String colour, String words) {}

  /** The one page. */
  public Picture summary() {
    var told = readable();
    return summary(told, told == findings ? Language.ENGLISH : language);
  }

  private static Picture summary(Findings findings, Language language) {
    var lines = new ArrayList<Line>();
    lines.add(
        new Line(MARGIN, 48, Typeface.bold(22, findings.title()), "#1f2328", findings.title()));
    int y = 80;
    for (var one : findings.judgements()) {
      var tone = ClaimSlide.tone(one.verdict());
      var word = language.say(one.verdict().words());
      lines.add(new Line(MARGIN, y, Typeface.bold(12, word), tone, word));
      for (var words :
          ClaimSlide.wrapped("“" + one.sentence() + "”", Typeface.bold(12, one.sentence()), ROOM)) {
        lines.add(new Line(TEXT, y, Typeface.bold(12, words), "#1f2328", words));
        y += 16;
      }
      for (var words :
          ClaimSlide.wrapped(one.evidence(), Typeface.plain(10.5, one.evidence()), ROOM)) {
        lines.add(new Line(TEXT, y, Typeface.plain(10.5, words), "#59636e", words));
        y += 14;
      }
      y += GAP;
    }
    int height = Math.max(WIDTH * 9 / 16, y + MARGIN / 2);
    return new Picture(
        findings.title(), findings.claim(), WIDTH, height, canvas -> draw(canvas, height, lines));
  }

  private static void draw(Graphics2D canvas, int height, List<Line> lines) {
    canvas.setPaint(Color.WHITE);
    canvas.fillRect(0, 0, WIDTH, height);
    for (var line : lines) {
      canvas.setFont(line.font());
      canvas.setPaint(Color.decode(line.colour()));
      canvas.drawString(line.words(), line.x(), line.y());
    }
  }
}
