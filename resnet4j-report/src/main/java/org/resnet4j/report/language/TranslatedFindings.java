package org.resnet4j.report.language;

import java.util.List;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Playground;
import org.resnet4j.lab.findings.Playground.Control;
import org.resnet4j.lab.findings.Playground.Sample;
import org.resnet4j.lab.findings.Playground.Step;

/** Findings in the reader's language: every word that a page shows; names of files stay. */
public record TranslatedFindings(Language language) {

  /** The findings in this language. */
  public static Findings of(Findings findings, Language language) {
    var translated = new TranslatedFindings(language);
    return new Findings(
        language.say(findings.title()),
        language.say(findings.claim()),
        findings.blocks().stream().map(translated::block).toList());
  }

  private Block block(Block block) {
    return switch (block) {
      case Findings.Heading heading -> new Findings.Heading(language.say(heading.text()));
      case Findings.Prose prose -> new Findings.Prose(language.say(prose.text()));
      case Findings.Table t ->
          new Findings.Table(
              t.name(), language.say(t.caption()), language.say(t.columns()), rows(t.rows()));
      case Findings.Records r ->
          new Findings.Records(r.name(), language.say(r.caption()), r.columns(), r.rows());
      case Findings.Judgement one ->
          new Findings.Judgement(
              language.say(one.sentence()), one.verdict(), language.say(one.evidence()));
      case Figure figure -> figure(figure);
      case Playground playground -> playground(playground);
    };
  }

  private Playground playground(Playground p) {
    return new Playground(
        p.controls().stream()
            .map(one -> new Control(language.say(one.name()), language.say(one.options())))
            .toList(),
        p.first(),
        language.say(p.xLabel()),
        language.say(p.yLabel()),
        language.say(p.stepLabel()),
        p.samples().stream().map(this::sample).toList());
  }

  private Sample sample(Sample sample) {
    return new Sample(
        sample.chosen(),
        sample.steps().stream()
            .map(step -> new Step(step.values(), language.say(step.said())))
            .toList());
  }

  private List<List<Cell>> rows(List<List<Cell>> rows) {
    return rows.stream().map(row -> row.stream().map(this::cell).toList()).toList();
  }

  private Cell cell(Cell cell) {
    return new Cell(language.say(cell.printed()), cell.number(), cell.deviation());
  }

  /** A figure with its words in this language. */
  public Figure figure(Figure figure) {
    return switch (figure) {
      case Figure.Networks n -> new Figure.Networks(language.say(n.title()), n.networks());
      case Figure.Lines lines -> lines(lines);
      case Figure.HeatMap m ->
          new Figure.HeatMap(
              language.say(m.title()),
              language.say(m.xLabel()),
              language.say(m.yLabel()),
              language.say(m.valueLabel()),
              m.across(),
              m.up(),
              m.values(),
              m.least(),
              m.most(),
              m.scale());
      case Figure.Bars b ->
          new Figure.Bars(
              language.say(b.title()),
              language.say(b.xLabel()),
              language.say(b.yLabel()),
              language.say(b.categories()),
              b.series().stream()
                  .map(bar -> new Figure.Bar(language.say(bar.name()), bar.values()))
                  .toList());
    };
  }

  private Figure.Lines lines(Figure.Lines lines) {
    return new Figure.Lines(
        language.say(lines.title()),
        language.say(lines.xLabel()),
        language.say(lines.yLabel()),
        lines.xScale(),
        lines.yScale(),
        series(lines.series()),
        series(lines.spanned()),
        lines.marks().stream()
            .map(mark -> new Figure.Mark(mark.x(), language.say(mark.words())))
            .toList());
  }

  private List<Figure.Series> series(List<Figure.Series> series) {
    return series.stream()
        .map(
            one ->
                new Figure.Series(
                    language.say(one.name()), one.x(), one.y(), one.dashed(), one.colour()))
        .toList();
  }
}
