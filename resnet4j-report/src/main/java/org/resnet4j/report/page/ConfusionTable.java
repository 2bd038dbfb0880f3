package org.resnet4j.report.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.report.language.Language;

/**
 * The confusion matrix as an HTML table: rows are true classes, columns predictions. The darker a
 * cell, the larger its share of the row's errors; the diagonal has the correct predictions.
 */
public final class ConfusionTable {
  private static final int MOST_CLASSES = 20;

  private ConfusionTable() {}

  /** With more classes than this there is no table. */
  public static boolean fits(Evaluation evaluation) {
    return evaluation.confusion().length <= MOST_CLASSES;
  }

  /** The table; what it says about itself is in this language, the classes keep their names. */
  public static String html(Evaluation evaluation, List<String> classes, Language language) {
    var confusion = evaluation.confusion();
    long worst = 1;
    for (int truth = 0; truth < confusion.length; truth++) {
      for (int guess = 0; guess < confusion.length; guess++) {
        worst = Math.max(worst, truth == guess ? 0 : confusion[truth][guess]);
      }
    }
    var html =
        new StringBuilder("<div class=\"scroll\"><table class=\"confusion\">\n<tr><th></th>");
    for (int k = 0; k < confusion.length; k++) {
      html.append("<th scope=\"col\">").append(name(classes, k)).append("</th>");
    }
    html.append("<th scope=\"col\" class=\"right\">")
        .append(Html.text(language.say("correct")))
        .append("</th></tr>\n");
    for (int truth = 0; truth < confusion.length; truth++) {
      html.append("<tr><th scope=\"row\">").append(name(classes, truth)).append("</th>");
      for (int guess = 0; guess < confusion.length; guess++) {
        html.append(cell(confusion[truth][guess], truth == guess, worst));
      }
      html.append(share(confusion[truth], truth)).append("</tr>\n");
    }
    return html
        + "</table></div>\n"
        + "<p class=\"note\">"
        + Html.text(language.say("Rows: the true class. Columns: the predicted class."))
        + "</p>\n";
  }

  private static String cell(long count, boolean right, long worst) {
    if (right) {
      return String.format(Locale.ROOT, "<td class=\"diagonal\">%d</td>", count);
    }
    if (count == 0) {
      return "<td></td>";
    }
    double depth = 0.12 + 0.78 * Math.sqrt(count / (double) worst);
    return String.format(
        Locale.ROOT,
        "<td style=\"background:rgb(213 94 0 / %.2f)\"%s>%d</td>",
        depth,
        depth > 0.6 ? " class=\"deep\"" : "",
        count);
  }

  private static String share(long[] row, int truth) {
    long total = Arrays.stream(row).sum();
    return total == 0
        ? "<td></td>"
        : String.format(
            Locale.ROOT, "<td class=\"right\">%.1f %%</td>", 100.0 * row[truth] / total);
  }

  private static String name(List<String> classes, int k) {
    return k < classes.size() ? Html.text(classes.get(k)) : Integer.toString(k);
  }
}
