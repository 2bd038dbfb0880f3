package org.resnet4j.report.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.report.chart.Charts;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.page.Html;
import org.resnet4j.report.page.Page;

/**
 * Several trainings on one page: what they came to, their curves over each other, and in what their
 * recipes differ.
 */
public final class RunComparison {
  /** A cell of so many letters stays in one line: a number with its unit. */
  private static final int SHORT = 10;

  private final List<FinishedRun> runs;

  private RunComparison(List<FinishedRun> runs) {
    this.runs = runs;
  }

  /**
   * Reads the runs that these folders are, or hold.
   *
   * @param folders of runs, or of folders of runs
   * @throws IOException if there are fewer than two, or one of them cannot be read
   */
  public static RunComparison of(List<Path> folders) throws IOException {
    var runs = new ArrayList<FinishedRun>();
    for (var folder : folders) {
      for (var run : within(folder)) {
        runs.add(FinishedRun.read(run.getFileName().toString(), run));
      }
    }
    if (runs.size() < 2) {
      throw new IOException(
          "there are not two runs in %s; a run is a folder with recipe.json"
              .formatted(folders.stream().map(Path::toString).collect(Collectors.joining(", "))));
    }
    return new RunComparison(List.copyOf(runs));
  }

  private static List<Path> within(Path folder) throws IOException {
    var absolute = folder.toAbsolutePath().normalize();
    if (FinishedRun.at(absolute)) {
      return List.of(absolute);
    }
    if (!Files.isDirectory(absolute)) {
      throw new IOException("'%s' is no folder".formatted(folder));
    }
    try (var inside = Files.list(absolute)) {
      return inside.filter(FinishedRun::at).sorted().toList();
    }
  }

  /** How many runs there are. */
  public int size() {
    return runs.size();
  }

  /** The page in the reader's language. */
  public String html(Language language) {
    var page = new Page("Trainings compared", language);
    page.heading("Results");
    page.add(table(resultHeads(), results(), language));
    page.heading("Learning curves");
    for (var figure : figures()) {
      page.picture(theme -> Charts.of(figure, theme, language));
    }
    page.heading("In what the recipes differ");
    var differences = differences();
    if (differences.isEmpty()) {
      page.lead("In nothing: the runs repeat one recipe.");
    } else {
      page.add(table(recipeHeads(), differences, language));
    }
    return page.html();
  }

  private List<Figure> figures() {
    return List.of(
        figure("Test error", "error (%)", FinishedRun.TEST_TOP1, true),
        figure("Training error", "error (%)", FinishedRun.TRAIN_TOP1, true),
        figure("Test loss", "loss", FinishedRun.TEST_LOSS, false),
        figure("Training loss", "loss", FinishedRun.TRAIN_LOSS, false));
  }

  private Figure figure(String title, String yLabel, int column, boolean error) {
    var series = new ArrayList<Figure.Series>();
    for (int k = 0; k < runs.size(); k++) {
      var run = runs.get(k);
      var values = run.column(column);
      var y = error ? Arrays.stream(values).map(top1 -> 100 * (1 - top1)).toArray() : values;
      boolean plain = run.recipe().model().name().startsWith("plain");
      series.add(new Figure.Series(run.name(), run.column(FinishedRun.EPOCH), y, plain, k));
    }
    return new Figure.Lines(
        title, "epoch", yLabel, Figure.Scale.LINEAR, Figure.Scale.LINEAR, series);
  }

  private static List<String> resultHeads() {
    return List.of("run", "model", "test error", "test loss", "training time", "images a second");
  }

  private List<List<String>> results() {
    return runs.stream().map(RunComparison::result).toList();
  }

  private static List<String> result(FinishedRun run) {
    return List.of(
        run.name(),
        run.recipe().model().name(),
        shown("%.2f %%", 100 * (1 - run.number("testAccuracy"))),
        shown("%.4f", run.number("testLoss")),
        shown("%.0f s", run.number("trainSeconds")),
        shown("%,.0f", run.number("imagesPerSecond")));
  }

  private static String shown(String format, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }

  private List<String> recipeHeads() {
    var heads = new ArrayList<>(List.of(""));
    runs.forEach(run -> heads.add(run.name()));
    return heads;
  }

  /** The rows of the recipes that are not the same in all. */
  private List<List<String>> differences() {
    var recipes = runs.stream().map(run -> RecipeTable.rows(run.recipe())).toList();
    var keys = new LinkedHashSet<String>();
    recipes.forEach(rows -> keys.addAll(rows.keySet()));
    var rows = new LinkedHashMap<String, List<String>>();
    for (var key : keys) {
      var values = recipes.stream().map(recipe -> recipe.getOrDefault(key, "–")).toList();
      if (values.stream().distinct().count() > 1) {
        rows.put(key, values);
      }
    }
    return rows.entrySet().stream().map(RunComparison::row).toList();
  }

  private static List<String> row(Map.Entry<String, List<String>> difference) {
    var row = new ArrayList<>(List.of(difference.getKey()));
    row.addAll(difference.getValue());
    return row;
  }

  private static String table(List<String> heads, List<List<String>> rows, Language language) {
    var html =
        new StringBuilder(
            "<div class=\"scroll\" tabindex=\"0\"><table class=\"data\">\n<thead><tr>");
    heads.forEach(
        head -> html.append("<th scope=\"col\">").append(said(head, language)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (var row : rows) {
      html.append("<tr>");
      for (var cell : row) {
        html.append(cell.length() <= SHORT ? "<td class=\"short\">" : "<td>")
            .append(said(cell, language))
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  private static String said(String english, Language language) {
    return Html.text(language.say(english));
  }
}
