package org.resnet4j.report.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.internal.files.Reason;
import org.resnet4j.report.chart.Charts;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.picture.DrawingException;
import org.resnet4j.report.picture.Theme;
import org.resnet4j.report.picture.Typeface;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingResult;

/**
 * Listens to a training and leaves its pictures in the run's folder: {@code curve.svg} and {@code
 * curve.png} after every evaluation, {@code report.html} at the end. What cannot be drawn is
 * reported and never ends a training.
 */
public final class RunPictures implements Consumer<TrainingEvent> {
  /** The log of steps in a run's folder, from which a resumed training reads its earlier steps. */
  public static final String STEPS = "steps.csv";

  private final Path folder;
  private final String title;
  private final List<String> classes;
  private final String command;
  private final Consumer<String> notes;
  private final Language language;
  private final LearningCurve curve = new LearningCurve();
  private Function<TrainingResult, List<Misread>> misread = result -> List.of();
  private Optional<TrainingEvent.Started> started = Optional.empty();
  private boolean cannotDraw;

  /**
   * @param title the report's heading
   * @param classes the classes' names
   * @param command what repeats the training, for the report
   * @param notes receives messages about what could not be drawn
   */
  public RunPictures(
      Path folder, String title, List<String> classes, String command, Consumer<String> notes) {
    this(folder, title, classes, command, notes, Language.ENGLISH);
  }

  /** The same in the reader's language. */
  public RunPictures(
      Path folder,
      String title,
      List<String> classes,
      String command,
      Consumer<String> notes,
      Language language) {
    this.folder = folder;
    this.title = title;
    this.classes = List.copyOf(classes);
    this.command = command;
    this.notes = notes;
    this.language = language;
  }

  /** The same, whose report also shows test images that the trained network misreads. */
  public RunPictures showing(Function<TrainingResult, List<Misread>> found) {
    misread = found;
    return this;
  }

  @Override
  public void accept(TrainingEvent event) {
    curve.accept(event);
    switch (event) {
      case TrainingEvent.Started e -> {
        started = Optional.of(e);
        takeUp(e);
      }
      case TrainingEvent.Evaluated e -> drawCurve();
      case TrainingEvent.Done e -> {
        drawCurve();
        started.ifPresent(start -> write("report.html", report(start, e)));
      }
      default -> {}
    }
  }

  private void takeUp(TrainingEvent.Started e) {
    var log = folder.resolve(STEPS);
    if (e.done() > 0 && Files.exists(log)) {
      try {
        curve.takeUp(log);
      } catch (IOException | NumberFormatException problem) {
        notes.accept("the curve starts over: cannot read " + log);
      }
    }
  }

  private String report(TrainingEvent.Started start, TrainingEvent.Done done) {
    return new RunReport(
            title,
            start.recipe(),
            done.result(),
            curve,
            classes,
            start.parameters(),
            start.engine(),
            command,
            misread.apply(done.result()))
        .html(language);
  }

  private void drawCurve() {
    if (curve.isEmpty() || cannotDraw) {
      return;
    }
    try {
      var plots = curve.plots().stream().map(plot -> plot.in(language)).toList();
      boolean written = Typeface.writes(plots.getFirst().title());
      var picture = Charts.of(written ? plots : curve.plots(), Theme.LIGHT, 560, 360);
      write("curve.svg", picture.svg());
      AtomicFile.write(folder.resolve("curve.png"), picture.png(2));
    } catch (DrawingException e) {
      cannotDraw = true;
      notes.accept("no pictures: " + e.getMessage());
    } catch (IOException e) {
      notes.accept("cannot write %s: %s".formatted(folder.resolve("curve.png"), Reason.of(e)));
    }
  }

  private void write(String name, String text) {
    try {
      AtomicFile.write(folder.resolve(name), text);
    } catch (IOException e) {
      notes.accept("cannot write %s: %s".formatted(folder.resolve(name), Reason.of(e)));
    }
  }
}
