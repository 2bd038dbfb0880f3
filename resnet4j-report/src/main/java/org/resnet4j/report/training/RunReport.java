package org.resnet4j.report.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.resnet4j.provenance.Machine;
import org.resnet4j.report.chart.Charts;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.page.ConfusionTable;
import org.resnet4j.report.page.Page;
import org.resnet4j.report.picture.ImageSheet;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.recipe.Recipe;

/**
 * A training as one self-contained HTML page: the result, the learning curve, the confusion matrix,
 * and the recipe to reproduce it.
 *
 * @param title the page's heading
 * @param recipe what was done
 * @param result its result
 * @param curve its learning curve
 * @param classes the classes' names; empty where they are not known
 * @param parameters trained numbers of the network
 * @param engine the engine's description, in one line
 * @param command what repeats it
 * @param misread test images that the network reads wrongly; may be empty
 */
public record RunReport(
    String title,
    Recipe recipe,
    TrainingResult result,
    LearningCurve curve,
    List<String> classes,
    long parameters,
    String engine,
    String command,
    List<Misread> misread) {
  private static final int PLOT_WIDTH = 520;
  private static final int PLOT_HEIGHT = 330;
  private static final int MISREAD_COLUMNS = 6;

  /** The whole page, in English. */
  public String html() {
    return html(Language.ENGLISH);
  }

  /** The whole page in the reader's language. */
  public String html(Language language) {
    var page = new Page(title, language);
    page.lead(lead());
    tiles(page);
    page.heading("Learning curve");
    curve(page, language);
    var test = result.test();
    if (ConfusionTable.fits(test)) {
      page.heading("Confusion matrix");
      page.add(ConfusionTable.html(test, classes, language));
    }
    misread(page);
    page.heading("Recipe");
    page.table(RecipeTable.rows(recipe));
    page.heading("Reproduce it");
    page.code(command);
    page.table(surroundings());
    return page.html();
  }

  private String lead() {
    return String.format(
        Locale.ROOT,
        "Recipe %s, %s, seed %d; %s.",
        recipe.name(),
        recipe.budget().length(),
        recipe.seed(),
        result.end() == TrainingResult.End.TIME ? "ended by its time limit" : "complete");
  }

  private void tiles(Page page) {
    var test = result.test();
    page.tiles(
        Map.entry(percent(test.accuracy()), "test accuracy"),
        Map.entry(
            number(test.total() - test.correct()),
            "of %s test images misclassified".formatted(number(test.total()))),
        Map.entry(time(result.trainSeconds()), "training"),
        Map.entry(number(Math.round(result.imagesPerSecond())), "images a second"),
        Map.entry(number(parameters), "parameters"));
  }

  private void curve(Page page, Language language) {
    if (curve.isEmpty()) {
      page.lead("There is nothing to draw.");
      return;
    }
    for (var plot : curve.plots()) {
      var said = List.of(plot.in(language));
      page.picture(theme -> Charts.of(said, theme, PLOT_WIDTH, PLOT_HEIGHT));
    }
  }

  private void misread(Page page) {
    if (misread.isEmpty()) {
      return;
    }
    page.heading("Misread images");
    page.note(
        String.format(
            Locale.ROOT,
            "Of the first %,d test images those that the network was surest of: the true class →"
                + " the predicted one, and the probability that the network gave it.",
            Math.min(Misread.LOOKED_AT, result.test().total())));
    var images = misread.stream().map(Misread::captioned).toList();
    page.picture(theme -> ImageSheet.of("Misread images", images, MISREAD_COLUMNS, theme));
  }

  private Map<String, String> surroundings() {
    var machine = Machine.here();
    var rows = new LinkedHashMap<String, String>();
    rows.put("Engine", engine);
    rows.put(
        "Processor",
        String.format(Locale.ROOT, "%s, %d cores", machine.processor(), machine.cores()));
    rows.put("System", machine.system() + ", " + machine.java());
    rows.put("Waiting for data", percent(result.dataWait()) + " of the time");
    rows.put("Weight updates", number(result.iterations()));
    result
        .contest()
        .average()
        .ifPresent(
            average ->
                rows.put(
                    "Accuracy of the weights",
                    "%s; of their moving average %s: %s saved"
                        .formatted(
                            percent(result.contest().weights().accuracy()),
                            percent(average.accuracy()),
                            result.contest().averageWins()
                                ? "the average is"
                                : "the weights are")));
    return rows;
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
  }
}
