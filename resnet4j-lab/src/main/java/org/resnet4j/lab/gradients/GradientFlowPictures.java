package org.resnet4j.lab.gradients;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.lab.findings.Figure.HeatMap;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Figure.Mark;
import org.resnet4j.lab.findings.Figure.Scale;
import org.resnet4j.lab.findings.Figure.Series;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.lab.findings.Findings.Records;
import org.resnet4j.lab.findings.ThreeDigits;
import org.resnet4j.lab.gradients.GradientFlowResults.Of;

/** The charts of {@link GradientFlowFindings}: layer by layer, over time, block by block. */
final class GradientFlowPictures {
  private static final String NORM = "norm of ∂L/∂y";

  private final GradientFlowResults results;
  private final LabSettings settings;
  private final int deepest;

  GradientFlowPictures(GradientFlowResults results) {
    this.results = results;
    this.settings = results.settings();
    this.deepest = settings.deepest();
  }

  /** A figure for the plain and one for the residual networks. */
  List<Block> layers(Condition condition) {
    return List.copyOf(
        Figure.sharingAxes(
            layers("plain", "Plain: ", condition), layers("resnet", "Residual: ", condition)));
  }

  private Lines layers(String kind, String words, Condition condition) {
    var series = new ArrayList<Series>();
    for (int i = 0; i < settings.depths().size(); i++) {
      int depth = settings.depths().get(i);
      var values = results.step(kind, depth, condition, settings.seed(), 0, Of.ACTIVATIONS);
      var x = IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
      series.add(new Series("depth " + depth, x, values, false, i));
    }
    return new Lines(
            words + condition.words(),
            "layer, from the input; the last is fc",
            NORM,
            Scale.LINEAR,
            Scale.LOGARITHMIC,
            series)
        .marked(settings.depths().stream().map(depth -> new Mark(depth, "fc")).toList());
  }

  /** A heat map for the plain and one for the residual network, on one scale. */
  List<Block> overTime(Condition condition) {
    var plain = field("plain", condition);
    var residual = field("resnet", condition);
    double[] range = range(plain, residual);
    return List.of(
        heatMap("plain-" + deepest, condition, plain, range),
        heatMap("ResNet-" + deepest, condition, residual, range));
  }

  private static HeatMap heatMap(
      String network, Condition condition, double[][] values, double[] range) {
    return new HeatMap(
        network + ": " + condition.words(),
        "step of training; 1: before the first update",
        "layer, from the input; the last is fc",
        NORM,
        values,
        range[0],
        range[1],
        Scale.LOGARITHMIC);
  }

  /** {@code field[layer][step]}. */
  private double[][] field(String kind, Condition condition) {
    int steps = results.steps(kind, deepest, condition);
    int layers = results.step(kind, deepest, condition, settings.seed(), 0, Of.ACTIVATIONS).length;
    var values = new double[layers][steps];
    for (int k = 0; k < steps; k++) {
      var column = results.step(kind, deepest, condition, settings.seed(), k, Of.ACTIVATIONS);
      for (int layer = 0; layer < layers; layer++) {
        values[layer][k] = column[layer];
      }
    }
    return values;
  }

  private static double[] range(double[][]... fields) {
    var values =
        Arrays.stream(fields)
            .flatMap(Arrays::stream)
            .flatMapToDouble(Arrays::stream)
            .filter(v -> Double.isFinite(v) && v > ThreeDigits.UNDERFLOW)
            .summaryStatistics();
    return values.getCount() == 0
        ? new double[] {1e-3, 1}
        : new double[] {values.getMin(), values.getMax()};
  }

  /** The blocks' gains under the watched conditions. */
  List<Block> gains() {
    var rows = new ArrayList<List<Cell>>();
    var series = new ArrayList<Series>();
    var alignments = new ArrayList<Series>();
    for (int c = 0; c < Condition.WATCHED.size(); c++) {
      var condition = Condition.WATCHED.get(c);
      var blocks = results.blocks(deepest, condition);
      var x = IntStream.rangeClosed(1, blocks.size()).asDoubleStream().toArray();
      var y = new double[x.length];
      var cosines = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        var block = blocks.get(i);
        y[i] = block.get("gain").asDouble(Double.NaN);
        cosines[i] = block.get("alignment").asDouble(Double.NaN);
        rows.add(
            List.of(
                Cell.text(condition.words()),
                Cell.text(block.get("block").asText()),
                Cell.of(y[i]),
                Cell.of(block.get("branchGain").asDouble(Double.NaN)),
                Cell.of(cosines[i])));
      }
      series.add(new Series(condition.words(), x, y, false, c));
      alignments.add(new Series(condition.words(), x, cosines, false, c));
    }
    return List.of(
        new Prose(
            "The gradient at a block's input is the gradient at its sum (the shortcut's 1) plus"
                + " what comes back through the branch (F′). Gain: its norm at the input over its"
                + " norm at the sum; branch: the norm of F′'s part alone; alignment: the cosine"
                + " between the two gradients. Blocks with an identity shortcut in ResNet-"
                + deepest
                + ", before the first update."),
        new Lines(
            "Gain of the gradient through each block",
            "block, from the input",
            "gain",
            Scale.LINEAR,
            Scale.LINEAR,
            series),
        new Lines(
            "Alignment of the gradients before and after each block",
            "block, from the input",
            "alignment (cosine)",
            Scale.LINEAR,
            Scale.LINEAR,
            alignments),
        new Records(
            "block-gain",
            "the gain of every block",
            List.of("condition", "block", "gain", "branch", "alignment"),
            rows));
  }

  /** Every gradient of every layer before the first update. */
  Records records() {
    var rows = new ArrayList<List<Cell>>();
    for (var condition : Condition.GRID) {
      for (var kind : GradientFlowResults.KINDS) {
        settings.depths().forEach(depth -> add(rows, kind, depth, condition));
      }
    }
    settings.depths().forEach(d -> add(rows, "resnet", d, Condition.SIGMOID_EVERYWHERE));
    return new Records(
        "every-layer",
        "the gradient of every layer of every network, before the first update",
        List.of("network", "condition", "seed", "layer", "rms_dL_dW", "norm_dL_dy"),
        rows);
  }

  private void add(List<List<Cell>> rows, String kind, int depth, Condition condition) {
    for (long seed : settings.allSeeds()) {
      var weights = results.step(kind, depth, condition, seed, 0, Of.WEIGHTS);
      var outputs = results.step(kind, depth, condition, seed, 0, Of.ACTIVATIONS);
      for (int i = 0; i < weights.length; i++) {
        rows.add(
            List.of(
                Cell.text(kind + depth),
                Cell.text(condition.words()),
                Cell.of(seed, Long.toString(seed)),
                Cell.text(results.layers(kind, depth, condition).get(i).asText()),
                Cell.of(weights[i]),
                Cell.of(outputs[i])));
      }
    }
  }
}
