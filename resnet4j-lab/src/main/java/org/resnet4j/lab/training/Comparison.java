package org.resnet4j.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Figure.Scale;
import org.resnet4j.lab.findings.Figure.Series;
import org.resnet4j.lab.findings.Findings.Table;

/** The results of a comparison's trainings: means and deviations over the seeds, tables, curves. */
record Comparison(LabSettings settings, Map<String, JsonNode> results) {

  /** A value over the seeds. */
  record Spread(double mean, double deviation, int count) {
    /** The deviation over seeds where only one was run: that of the paper's ResNet-110, Table 6. */
    private static final double OF_A_SEED = 0.0016;

    /**
     * Whether it exceeds the other by more than chance: by two standard errors of the difference.
     */
    boolean isAbove(Spread other) {
      return mean - other.mean > 2 * Math.hypot(error(), other.error());
    }

    private double error() {
      return count > 1 ? deviation / Math.sqrt(count) : OF_A_SEED;
    }

    String percent() {
      var text = String.format(Locale.ROOT, "%.2f", 100 * mean);
      return count > 1 ? text + String.format(Locale.ROOT, " ± %.2f", 100 * deviation) : text;
    }
  }

  Spread testError(Contestant one) {
    return spread(one, node -> node.get("testError").asDouble());
  }

  Spread trainError(Contestant one) {
    return spread(one, node -> node.get("trainError").asDouble());
  }

  Spread spread(Contestant one, ToDoubleFunction<JsonNode> value) {
    var values = runs(one).stream().mapToDouble(value).toArray();
    double mean = 0;
    for (double v : values) {
      mean += v / values.length;
    }
    double square = 0;
    for (double v : values) {
      square += (v - mean) * (v - mean);
    }
    double deviation = values.length > 1 ? Math.sqrt(square / (values.length - 1)) : 0;
    return new Spread(mean, deviation, values.length);
  }

  private List<JsonNode> runs(Contestant one) {
    return settings.allSeeds().stream().map(seed -> results.get(one.id(seed))).toList();
  }

  /** Error, size, cost and time of each. */
  Table table(String name, String caption, List<Contestant> contestants) {
    var rows = new ArrayList<List<String>>();
    for (var one : contestants) {
      var first = runs(one).getFirst();
      rows.add(
          List.of(
              one.label(),
              testError(one).percent(),
              trainError(one).percent(),
              number("%.3f", first.get("parameters").asLong() / 1e6),
              number("%.1f", first.get("multiplyAdds").asLong() / 1e6),
              number(
                  "%.1f", spread(one, n -> n.get("seconds").asDouble()).mean() / settings.epochs()),
              number("%.3f", one.learningRate(settings))));
    }
    return new Table(
        name,
        caption,
        List.of(
            "network",
            "test error, %",
            "training error, %",
            "parameters, million",
            "multiply-adds, million",
            "seconds per epoch",
            "learning rate"),
        rows);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Learning curves of the first seed: {@code key} is testError or trainError. */
  Lines curves(String title, String key, String yLabel, List<Contestant> contestants) {
    var series = new ArrayList<Series>();
    for (int k = 0; k < contestants.size(); k++) {
      var one = contestants.get(k);
      var curve = runs(one).getFirst().get("curve");
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
    return String.format(
        Locale.ROOT,
        "%s, %d %s, batch %d, %d %s from %d on, the same recipe for all.",
        settings.data(),
        settings.epochs(),
        settings.epochs() == 1 ? "epoch" : "epochs",
        settings.batchSize(),
        settings.seeds(),
        settings.seeds() == 1 ? "seed" : "seeds",
        settings.seed());
  }
}
