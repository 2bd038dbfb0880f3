package org.resnet4j.report.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Findings.Records;
import org.resnet4j.lab.findings.Findings.Table;
import org.resnet4j.lab.findings.FindingsJson;
import org.resnet4j.report.chart.Charts;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.picture.DrawingException;
import org.resnet4j.report.picture.Picture;
import org.resnet4j.report.picture.Theme;
import org.resnet4j.report.picture.Typeface;

/**
 * The findings of an experiment on disk: {@code report.html}, {@code findings.json}, each figure as
 * SVG and PNG under {@code figures}, each table as CSV under {@code tables}. Page and figures are
 * in the reader's language; what machines read, names of files included, is in English.
 */
public final class ExperimentReport {
  private static final double PNG_SCALE = 2;

  private final Findings findings;
  private final Provenance provenance;
  private final Language language;

  /** In English. */
  public ExperimentReport(Findings findings, Provenance provenance) {
    this(findings, provenance, Language.ENGLISH);
  }

  /** In the reader's language. */
  public ExperimentReport(Findings findings, Provenance provenance, Language language) {
    this.findings = findings;
    this.provenance = provenance;
    this.language = language;
  }

  /**
   * Writes everything.
   *
   * @return what could not be drawn and why; empty if everything was
   */
  public Optional<String> write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("tables"));
    Files.createDirectories(folder.resolve("figures"));
    AtomicFile.write(folder.resolve("report.html"), html());
    AtomicFile.write(
        folder.resolve(FindingsJson.FILE), FindingsJson.write(findings, provenance.command()));
    for (var block : findings.blocks()) {
      if (block instanceof Table table) {
        AtomicFile.write(
            csv(folder, table.name()), csv(table.exact().columns(), table.exact().rows()));
      } else if (block instanceof Records records) {
        AtomicFile.write(csv(folder, records.name()), csv(records.columns(), records.rows()));
      }
    }
    return pictures(folder.resolve("figures"));
  }

  /** The page alone. */
  public String html() {
    return new ExperimentPage(findings, provenance, language).html();
  }

  private static Path csv(Path folder, String name) {
    return folder.resolve("tables").resolve(name + ".csv");
  }

  private Optional<String> pictures(Path folder) throws IOException {
    int number = 0;
    for (var figure : figures()) {
      var name = String.format(Locale.ROOT, "%02d-%s", ++number, slug(figure.title()));
      var picture = drawn(figure, language);
      try {
        AtomicFile.write(folder.resolve(name + ".svg"), picture.svg());
        AtomicFile.write(folder.resolve(name + ".png"), picture.png(PNG_SCALE));
      } catch (DrawingException e) {
        return Optional.of("no pictures: " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** In the reader's language where this machine has letters for it, otherwise in English. */
  static Picture drawn(Figure figure, Language language) {
    boolean letters = Typeface.writes(language.say(figure.title()));
    return Charts.of(figure, Theme.LIGHT, letters ? language : Language.ENGLISH);
  }

  private List<Figure> figures() {
    var figures = new ArrayList<Figure>();
    for (Block block : findings.blocks()) {
      if (block instanceof Figure figure) {
        figures.add(figure);
      }
    }
    return figures;
  }

  /** A title as part of a file name. */
  static String slug(String title) {
    var words = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return words.replaceAll("^-|-$", "");
  }

  private static String csv(List<String> columns, List<List<Cell>> rows) {
    var lines = new ArrayList<String>();
    lines.add(line(columns));
    rows.forEach(row -> lines.add(line(row.stream().map(Cell::exact).toList())));
    return String.join("\n", lines) + "\n";
  }

  /** RFC 4180: a cell with a comma, a quote or a line break is quoted. */
  private static String line(List<String> cells) {
    return cells.stream()
        .map(
            cell ->
                cell.matches("(?s).*[,\"\\r\\n].*")
                    ? "\"" + cell.replace("\"", "\"\"") + "\""
                    : cell)
        .collect(Collectors.joining(","));
  }
}
