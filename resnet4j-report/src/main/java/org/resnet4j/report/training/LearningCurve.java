package org.resnet4j.report.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.resnet4j.report.chart.Plot;
import org.resnet4j.report.chart.Series;
import org.resnet4j.train.event.TrainingEvent;

/**
 * Listens to a training and draws its learning curve: loss and error over epochs, in training and
 * in the evaluations on the way.
 */
public final class LearningCurve implements Consumer<TrainingEvent> {
  private static final int MOST_POINTS = 1500;
  private static final int WINDOW = 41;
  private static final int LOSS = 1;
  private static final int ERROR = 2;

  private final List<double[]> steps = new ArrayList<>();
  private final List<double[]> evaluations = new ArrayList<>();
  private double perEpoch = 1;

  /**
   * Adds the earlier steps of a resumed training, from its log.
   *
   * @param csv what {@link org.resnet4j.train.run.TrainingLog#csv} wrote
   */
  synchronized void takeUp(Path csv) throws IOException {
    for (var line : Files.readAllLines(csv)) {
      var cells = line.split(",");
      if (cells.length > 4 && cells[1].matches("\\d+")) {
        steps.add(
            new double[] {
              Double.parseDouble(cells[1]) / perEpoch,
              Double.parseDouble(cells[2]),
              100 * (1 - Double.parseDouble(cells[3])),
              Double.parseDouble(cells[4])
            });
      }
    }
  }

  @Override
  public synchronized void accept(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started e -> perEpoch = e.perEpoch();
      case TrainingEvent.Step e ->
          steps.add(
              new double[] {
                e.iteration() / perEpoch,
                e.batch().loss(),
                100 * (1 - e.batch().top1()),
                e.learningRate()
              });
      case TrainingEvent.Evaluated e -> evaluated(e);
      case TrainingEvent.Done e -> earlier(e);
      default -> {}
    }
  }

  private void evaluated(TrainingEvent.Evaluated e) {
    var evaluation = e.evaluation();
    evaluations.add(
        new double[] {e.iteration() / perEpoch, evaluation.meanLoss(), 100 * evaluation.error()});
  }

  /** A resumed training: the earlier evaluations are in its result. */
  private void earlier(TrainingEvent.Done done) {
    var before =
        done.result().history().stream()
            .map(p -> new double[] {p.epoch(), p.loss(), 100 * (1 - p.top1())})
            .filter(p -> evaluations.isEmpty() || p[0] < evaluations.getFirst()[0] - 1e-9)
            .toList();
    evaluations.addAll(0, before);
  }

  /** Whether there is anything to draw. */
  public synchronized boolean isEmpty() {
    return steps.isEmpty() && evaluations.isEmpty();
  }

  /** Loss, error in percent, learning rate; each over epochs. */
  public synchronized List<Plot> plots() {
    var plots = new ArrayList<Plot>();
    plots.add(Plot.logarithmic("Loss", "epoch", "cross-entropy", lines(LOSS)));
    plots.add(Plot.logarithmic("Error", "epoch", "misclassified images (%)", lines(ERROR)));
    return plots;
  }

  /** How the learning rate moved. */
  public synchronized Plot learningRate() {
    var thin = thinned();
    var line = new Series("learning rate", column(thin, 0), column(thin, 3), Series.Look.LINE);
    return Plot.of("Learning rate", "epoch", "learning rate", List.of(line));
  }

  private List<Series> lines(int column) {
    var lines = new ArrayList<Series>();
    if (!steps.isEmpty()) {
      var every = new Series("batch", column(steps, 0), column(steps, column), Series.Look.FAINT);
      var mean = every.smoothed(Math.min(WINDOW, Math.max(1, steps.size() / 8)));
      if (column == LOSS) {
        lines.add(thinned(every));
      }
      lines.add(thinned(mean).as("training", Series.Look.LINE));
    }
    if (!evaluations.isEmpty()) {
      lines.add(
          new Series(
              "test", column(evaluations, 0), column(evaluations, column), Series.Look.POINTS));
    }
    return lines;
  }

  private List<double[]> thinned() {
    int every = Math.ceilDiv(Math.max(steps.size(), 1), MOST_POINTS);
    var thin = new ArrayList<double[]>();
    for (int i = 0; i < steps.size(); i += every) {
      thin.add(steps.get(i));
    }
    return thin;
  }

  private static Series thinned(Series series) {
    int every = Math.ceilDiv(series.x().length, MOST_POINTS);
    int count = Math.ceilDiv(series.x().length, every);
    var x = new double[count];
    var y = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = series.x()[i * every];
      y[i] = series.y()[i * every];
    }
    return new Series(series.name(), x, y, series.look());
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }
}
