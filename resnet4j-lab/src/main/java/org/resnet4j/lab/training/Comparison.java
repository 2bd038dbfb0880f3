package org.resnet4j.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Figure.Scale;
import org.resnet4j.lab.findings.Figure.Series;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.lab.findings.Findings.Table;

/** The results of a comparison's trainings: means and deviations over the seeds, tables, curves. */
record Comparison(LabSettings settings, Map<String, JsonNode> results) {
  private static final String SEVERAL =
      " Numbers are means ± standard deviations over the seeds, curves those of the first.";

  Spread testError(Contestant one) {
    return spread(one, node -> node.get("testError").asDouble());
  }

  Spread trainError(Contestant one) {
    return spread(one, node -> node.get("trainError").asDouble());
  }

  Spread spread(Contestant one, ToDoubleFunction<JsonNode> value) {
    return diverged(one).isPresent()
        ? Spread.of(Double.NaN)
        : Spread.of(runs(one).stream().mapToDouble(value).toArray());
  }

  /** Where and how a network diverged, from the first seed from which it did. */
  Optional<String> diverged(Contestant one) {
    return runs(one).stream()
        .filter(run -> run.has(Contestant.DIVERGED))
        .map(run -> run.get(Contestant.DIVERGED).asText())
        .findFirst();
  }

  /** By how much the training error fell in the last epoch; NaN where there was only one. */
  double lastGain(Contestant one) {
    return spread(
            one,
            run -> {
              var curve = run.get("curve");
              int last = curve.size() - 1;
              return last < 1
                  ? Double.NaN
                  : curve.get(last - 1).get("trainError").asDouble()
                      - curve.get(last).get("trainError").asDouble();
            })
        .mean();
  }

  private List<JsonNode> runs(Contestant one) {
    return settings.allSeeds().stream().map(seed -> results.get(one.id(seed))).toList();
  }

  /** Error, size, cost and time of each. */
  Table table(String name, String caption, List<Contestant> contestants) {
    var rows = new ArrayList<List<Cell>>();
    for (var one : contestants) {
      var first = runs(one).getFirst();
      boolean whole = diverged(one).isEmpty();
      rows.add(
          List.of(
              Cell.text(one.label()),
              error(testError(one)),
              error(trainError(one)),
              number("%.3f", first.get("parameters").asLong() / 1e6),
              number("%.1f", first.get("multiplyAdds").asLong() / 1e6),
              whole ? number("%.1f", seconds(one)) : Cell.text("–"),
              number("%.3f", one.learningRate(settings))));
    }
    return new Table(
        name,
        caption,
        List.of(
            "network",
            "test error, %",
            "training error, %",
            "million parameters",
            "million multiply-adds",
            "seconds per epoch",
            "learning rate"),
        rows);
  }

  /** Seconds per epoch. */
  private double seconds(Contestant one) {
    return spread(one, run -> run.get("seconds").asDouble()).mean() / settings.epochs();
  }

  /** What became of the networks that diverged, as sentences; empty if none did. */
  Optional<Prose> divergences(List<Contestant> contestants) {
    var sentences =
        contestants.stream()
            .flatMap(one -> diverged(one).map(what -> one.label() + " diverged: " + what).stream())
            .toList();
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(new Prose(String.join(". ", sentences) + "."));
  }

  private static Cell error(Spread spread) {
    double percent = 100 * spread.mean();
    var cell = Cell.of(percent, Double.isNaN(percent) ? "diverged" : spread.percent());
    return spread.count() > 1 ? cell.plusMinus(100 * spread.deviation()) : cell;
  }

  private static Cell number(String format, double value) {
    return Cell.of(value, String.format(Locale.ROOT, format, value));
  }

  /** Learning curves of the first seed: {@code key} is testError or trainError. */
  Lines curves(String title, String key, String yLabel, List<Contestant> contestants) {
    var series = new ArrayList<Series>();
    for (int k = 0; k < contestants.size(); k++) {
      var one = contestants.get(k);
      var curve = runs(one).getFirst().path("curve");
      var x = new double[curve.size()];
      var y = new double[curve.size()];
      for (int i = 0; i < x.length; i++) {
        x[i] = curve.get(i).get("epoch").asDouble();
        y[i] = 100 * curve.get(i).get(key).asDouble();
      }
      series.add(new Series(one.label(), x, y, one.dashed(), k));
    }
    return new Lines(title, "epoch", yLabel, Scale.LINEAR, Scale.LINEAR, series);
  }

  /** In one line: data, length, number of seeds. */
  String conditions() {
    var conditions =
        String.format(
            Locale.ROOT,
            "%s, %d %s, batch %d, %d %s from %d on, the same recipe for all.",
            settings.data(),
            settings.epochs(),
            settings.epochs() == 1 ? "epoch" : "epochs",
            settings.batchSize(),
            settings.seeds(),
            settings.seeds() == 1 ? "seed" : "seeds",
            settings.seed());
    return settings.seeds() == 1 ? conditions : conditions + SEVERAL;
  }
}
