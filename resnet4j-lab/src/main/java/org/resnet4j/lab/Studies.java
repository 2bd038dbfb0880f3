package org.resnet4j.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.resnet4j.analyze.BlockGain;
import org.resnet4j.analyze.GradientFlow;
import org.resnet4j.analyze.GradientFlow.LayerGradient;
import org.resnet4j.analyze.LayerResponses;
import org.resnet4j.analyze.LossLandscape;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.lab.findings.Figure.Bar;
import org.resnet4j.lab.findings.Figure.Bars;
import org.resnet4j.lab.findings.Figure.Extent;
import org.resnet4j.lab.findings.Figure.HeatMap;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Figure.Mark;
import org.resnet4j.lab.findings.Figure.Scale;
import org.resnet4j.lab.findings.Figure.Series;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.lab.findings.Findings.Table;
import org.resnet4j.lab.findings.ThreeDigits;

/** The findings of a measurement on a single network. */
public final class Studies {
  private Studies() {}

  /**
   * The gradient at every layer and through every block.
   *
   * @param exact whether they were computed in float64: elsewhere a norm of 0 has underflowed
   */
  public static Findings gradients(
      String model, GradientFlow flow, List<BlockGain> gains, boolean exact) {
    var rows = new ArrayList<List<Cell>>();
    flow.layers()
        .forEach(
            layer ->
                rows.add(
                    List.of(
                        Cell.text(layer.path()),
                        norm(layer.weightsRms(), exact),
                        norm(layer.weights(), exact),
                        norm(layer.activations(), exact))));
    var through = new ArrayList<List<Cell>>();
    gains.forEach(
        gain ->
            through.add(
                List.of(
                    Cell.text(gain.block()),
                    Cell.of(gain.gain()),
                    Cell.of(gain.branchGain()),
                    Cell.of(gain.alignment()))));
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Prose(
            "One pass over one batch in training mode; loss %s. First layer over last: %s."
                .formatted(number(flow.loss()), number(flow.firstToLast()))));
    blocks.add(
        curve(
            "Gradient of the outputs", "norm of ∂L/∂y", values(flow, LayerGradient::activations)));
    blocks.add(
        curve(
            "Gradient of the weights",
            "root mean square of ∂L/∂W",
            values(flow, LayerGradient::weightsRms)));
    blocks.add(
        new Table(
            "gradients",
            "Layer by layer",
            List.of("layer", "rms ∂L/∂W", "norm ∂L/∂W", "norm ∂L/∂y"),
            rows));
    if (!gains.isEmpty()) {
      blocks.add(
          new Table(
              "block-gain",
              "Through the blocks with an identity shortcut",
              List.of("block", "gain", "branch", "alignment"),
              through));
    }
    return new Findings(
        "Gradients of " + model,
        "Section 4.1: “We have verified that the backward propagated gradients exhibit healthy"
            + " norms with BN.”",
        blocks);
  }

  private static double[] values(GradientFlow flow, ToDoubleFunction<LayerGradient> what) {
    return flow.layers().stream().mapToDouble(what).toArray();
  }

  private static Lines curve(String title, String yLabel, double[] values) {
    return new Lines(
            title,
            "layer, from the input; the last is fc",
            yLabel,
            Scale.LINEAR,
            Scale.LOGARITHMIC,
            List.of(new Series("", count(values.length), values, false, 0)))
        .marked(List.of(new Mark(values.length, "fc")));
  }

  private static double[] count(int length) {
    return IntStream.rangeClosed(1, length).asDoubleStream().toArray();
  }

  /** The standard deviation of every layer's response. */
  public static Findings responses(String model, LayerResponses responses) {
    var values =
        responses.layers().stream().mapToDouble(LayerResponses.Response::deviation).toArray();
    var sorted =
        responses.sorted().stream().mapToDouble(LayerResponses.Response::deviation).toArray();
    var rows = new ArrayList<List<Cell>>();
    responses
        .layers()
        .forEach(one -> rows.add(List.of(Cell.text(one.path()), Cell.of(one.deviation()))));
    var x = count(values.length);
    return new Findings(
        "Layer responses of " + model,
        "Section 4.2, Figure 7: residual functions are generally closer to zero than non-residual"
            + " ones.",
        List.of(
            new Lines(
                "In the order of the layers",
                "layer",
                "standard deviation",
                Scale.LINEAR,
                Scale.LINEAR,
                List.of(new Series("", x, values, false, 0))),
            new Lines(
                "In descending order",
                "rank",
                "standard deviation",
                Scale.LINEAR,
                Scale.LINEAR,
                List.of(new Series("", x, sorted, false, 0))),
            new Table(
                "responses", "Layer by layer", List.of("layer", "standard deviation"), rows)));
  }

  /** The loss along a direction, or over a plane. */
  public static Findings landscape(String model, LossLandscape landscape) {
    var steps = landscape.steps();
    var loss = landscape.loss();
    var columns = new ArrayList<>(List.of("β \\ α"));
    Arrays.stream(steps).forEach(step -> columns.add(number(step)));
    var rows = new ArrayList<List<Cell>>();
    for (int b = 0; b < loss.length; b++) {
      var row = new ArrayList<>(List.of(Cell.of(loss.length == 1 ? 0 : steps[b])));
      Arrays.stream(loss[b]).forEach(value -> row.add(Cell.of(value)));
      rows.add(row);
    }
    var all = Arrays.stream(loss).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
    var range = all.summaryStatistics();
    Figure figure =
        loss.length == 1
            ? new Lines(
                "Loss along a random direction",
                "α, the distance, in norms of the weights",
                "cross-entropy",
                Scale.LINEAR,
                Scale.LOGARITHMIC,
                List.of(new Series("", steps, loss[0], false, 0)))
            : new HeatMap(
                "Loss over a plane of two random directions",
                "α, along the first direction",
                "β, along the second direction",
                "cross-entropy",
                new Extent(steps[0], steps[steps.length - 1]),
                new Extent(steps[0], steps[steps.length - 1]),
                loss,
                range.getMin(),
                range.getMax(),
                Scale.LOGARITHMIC);
    return new Findings(
        "The loss around " + model,
        "Li et al. 2018: shortcuts keep the landscape around the minimum smooth; directions are"
            + " normalised filter by filter.",
        List.of(figure, new Table("landscape", "Cross-entropy", columns, rows)));
  }

  /** The accuracy without single blocks, and with some exchanged. */
  public static Findings lesion(
      String model, double whole, Map<String, Double> removed, Map<String, Double> reordered) {
    var rows = new ArrayList<List<Cell>>();
    rows.add(row("whole", whole, whole));
    removed.forEach((block, accuracy) -> rows.add(row("without " + block, accuracy, whole)));
    reordered.forEach((what, accuracy) -> rows.add(row(what, accuracy, whole)));
    var names = rows.stream().map(row -> row.getFirst().printed()).toList();
    var values =
        rows.stream().mapToDouble(row -> row.get(1).number().orElseThrow().doubleValue()).toArray();
    return new Findings(
        "Lesions of " + model,
        "Veit et al. 2016: a residual network hardly notices the loss of one block, a plain one"
            + " falls to chance.",
        List.of(
            new Bars(
                "Accuracy",
                "network",
                "test accuracy, %",
                names,
                List.of(new Bar("accuracy", values))),
            new Table("lesion", "Accuracy", List.of("network", "accuracy, %", "change"), rows)));
  }

  private static List<Cell> row(String what, double accuracy, double whole) {
    double change = 100 * (accuracy - whole);
    return List.of(
        Cell.text(what),
        Cell.of(100 * accuracy, String.format(Locale.ROOT, "%.2f", 100 * accuracy)),
        Cell.of(change, String.format(Locale.ROOT, change == 0 ? "%.2f" : "%+.2f", change)));
  }

  private static Cell norm(double value, boolean exact) {
    return Cell.of(value == 0 && !exact ? ThreeDigits.UNDERFLOW : value);
  }

  private static String number(double value) {
    return ThreeDigits.of(value);
  }
}
