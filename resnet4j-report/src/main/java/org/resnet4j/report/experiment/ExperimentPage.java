package org.resnet4j.report.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Findings.Heading;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.lab.findings.Findings.Records;
import org.resnet4j.lab.findings.Findings.Table;
import org.resnet4j.lab.findings.Playground;
import org.resnet4j.report.chart.Charts;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.language.TranslatedFindings;
import org.resnet4j.report.page.Html;
import org.resnet4j.report.page.Page;

/** The findings of an experiment as one self-contained HTML page. */
final class ExperimentPage {
  /** Stand for the names of a file and of its columns, which no language changes. */
  private static final String FILE = "@";

  private static final String COLUMNS = "#";

  /** Letters of a cell that is not broken: {@code 112 × 112}. */
  private static final int SHORT = 12;

  private final Page page;
  private final Findings findings;
  private final Provenance provenance;
  private final Language language;

  /** Findings as they were made, and the language of the page. */
  ExperimentPage(Findings findings, Provenance provenance, Language language) {
    this.page = new Page(findings.title(), language);
    this.findings = TranslatedFindings.of(findings, language);
    this.provenance = provenance;
    this.language = language;
  }

  String html() {
    page.add(
        "<blockquote><span>%s</span>%s</blockquote>\n"
            .formatted(said("The paper"), Html.text(findings.claim())));
    var judgements = new ArrayList<Judgement>();
    for (Block block : findings.blocks()) {
      if (block instanceof Judgement judgement) {
        judgements.add(judgement);
        continue;
      }
      cards(judgements);
      judgements.clear();
      add(block);
    }
    cards(judgements);
    page.heading("Reproduce it");
    page.code(provenance.command());
    page.table(provenance.rows());
    return page.html();
  }

  private void add(Block block) {
    switch (block) {
      case Heading heading -> page.heading(heading.text());
      case Prose prose -> page.add("<p class=\"prose\">" + Html.unbroken(prose.text()) + "</p>\n");
      case Table table -> table(table);
      case Records records -> records(records);
      case Figure figure -> page.picture(theme -> Charts.of(figure, theme, language));
      case Judgement judgement -> cards(List.of(judgement));
      case Playground playground -> PlaygroundPart.add(playground, page, language);
    }
  }

  /** Consecutive verdicts are side by side. */
  private void cards(List<Judgement> judgements) {
    if (judgements.isEmpty()) {
      return;
    }
    page.add("<div class=\"verdicts\">\n");
    for (var one : judgements) {
      var kind = one.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-');
      page.add(
          "<section class=\"verdict %s\"><b>%s</b><p>%s</p><p class=\"note\">%s</p></section>\n"
              .formatted(
                  kind,
                  said(one.verdict().words()),
                  Html.unbroken(one.sentence()),
                  Html.unbroken(one.evidence())));
    }
    page.add("</div>\n");
  }

  private void table(Table table) {
    var html = new StringBuilder("<div class=\"scroll\"><table class=\"data\">\n<caption>");
    html.append(Html.text(table.caption())).append("</caption>\n<thead><tr>");
    for (int c = 0; c < table.columns().size(); c++) {
      html.append("<th scope=\"col\"%s>".formatted(side(table, c)))
          .append(Html.text(table.columns().get(c)))
          .append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (var row : table.rows()) {
      html.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        boolean few = row.get(c).printed().length() <= SHORT;
        var side = side(table, c);
        html.append("<td%s>".formatted(few && side.isEmpty() ? " class=\"short\"" : side))
            .append(Html.text(row.get(c).printed()))
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    page.add(html.append("</tbody></table></div>\n").toString());
    boolean apart = table.exact().columns().size() > table.columns().size();
    page.note(
        (apart
                ? "In full precision, deviations in columns of their own: tables/%s.csv."
                : "In full precision: tables/%s.csv.")
            .formatted(table.name()));
  }

  /** Columns of numbers are right-aligned; where one is missing, a word stands. */
  private static String side(Table table, int column) {
    var cells = table.rows().stream().map(row -> row.get(column)).toList();
    boolean none = cells.stream().allMatch(cell -> cell.printed().equals("–"));
    boolean numbers =
        none
            || cells.stream().anyMatch(cell -> cell.number().isPresent())
                && cells.stream()
                    .allMatch(cell -> cell.number().isPresent() || !cell.printed().contains(" "));
    return numbers ? " class=\"number\"" : "";
  }

  private void records(Records records) {
    var words =
        String.format(
            Locale.ROOT,
            "In tables/%s.csv: %s (%,d rows of %s).",
            FILE,
            records.caption(),
            records.rows().size(),
            COLUMNS);
    var names = "<code>" + Html.text(String.join(", ", records.columns())) + "</code>";
    var file = Html.text(records.name());
    page.add(
        "<p class=\"note\">" + said(words).replace(FILE, file).replace(COLUMNS, names) + "</p>\n");
  }

  private String said(String english) {
    return Html.text(language.say(english));
  }
}
