package org.resnet4j.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.resnet4j.paper.Figure.HeatMap;
import org.resnet4j.paper.Figure.Lines;
import org.resnet4j.paper.Figure.Scale;
import org.resnet4j.paper.Figure.Series;
import org.resnet4j.paper.Findings.Block;
import org.resnet4j.paper.Findings.Heading;
import org.resnet4j.paper.Findings.Judgement;
import org.resnet4j.paper.Findings.Prose;
import org.resnet4j.paper.Findings.Table;
import org.resnet4j.paper.Findings.Verdict;

/** What follows from the gradients that {@link GradientFlowExperiment} measured. */
final class GradientFlowFindings {
  private static final List<String> KINDS = List.of("plain", "resnet");

  private final LabSettings settings;
  private final Map<String, JsonNode> results;
  private final int deepest;

  GradientFlowFindings(LabSettings settings, Map<String, JsonNode> results) {
    this.settings = settings;
    this.results = results;
    this.deepest = settings.depths().getLast();
  }

  Findings findings() {
    var blocks = new ArrayList<Block>();
    blocks.add(new Heading("What follows, and what does not"));
    blocks.addAll(judgements());
    blocks.add(new Heading("The first layer's gradient against the last's"));
    blocks.add(
        new Prose(
            "Root mean square of ∂L/∂W in the first convolution, divided by that in the last,"
                + " before the first update. Near 1 the gradient arrives whole; 1e-6 means that a"
                + " millionth of it does. “overflow” marks a network whose loss is not a number."));
    blocks.add(ratios());
    blocks.add(byDepth());
    blocks.add(new Heading("Layer by layer at depth " + deepest));
    Condition.ALL.forEach(condition -> blocks.add(layers(condition)));
    blocks.add(new Heading("Over time"));
    for (var condition : List.of(Condition.PAPER, Condition.ALL.getLast())) {
      KINDS.forEach(kind -> blocks.add(overTime(kind, condition)));
    }
    blocks.add(new Heading("H′(x) = F′(x) + 1, block by block"));
    blocks.add(
        new Prose(
            "The gradient at a block's input is the gradient at its sum (the shortcut's 1) plus"
                + " what comes back through the branch (F′). Gain: how much longer the gradient is"
                + " at the input than at the sum; branch: the length of F′'s part alone; alignment:"
                + " the cosine between the two gradients."));
    blocks.add(gains());
    return new Findings(
        "Do gradients vanish?",
        "Section 1: vanishing gradients have been “largely addressed by normalized initialization"
            + " and intermediate normalization layers”. Section 4.1: with batch norm, the"
            + " difficulty of plain nets is “unlikely to be caused by vanishing gradients”.",
        blocks);
  }

  private List<Block> judgements() {
    double healthyPlain = ratio("plain", deepest, Condition.PAPER);
    double healthyResidual = ratio("resnet", deepest, Condition.PAPER);
    var sigmoid = Condition.ALL.getLast();
    double lostPlain = ratio("plain", deepest, sigmoid);
    double lostResidual = ratio("resnet", deepest, sigmoid);
    return List.of(
        new Judgement(
            "Without batch norm, gradients vanish in a deep plain sigmoid network.",
            lostPlain < 1e-3 ? Verdict.HOLDS : Verdict.DOES_NOT,
            "plain-%d: first/last = %s".formatted(deepest, number(lostPlain))),
        new Judgement(
            "Shortcuts alone keep them alive, with no other change.",
            lostResidual > 1000 * lostPlain ? Verdict.HOLDS : Verdict.DOES_NOT,
            "ResNet-%d under the same condition: %s".formatted(deepest, number(lostResidual))),
        new Judgement(
            "With batch norm and He's initialisation, gradients are healthy in plain and residual"
                + " networks alike, so vanishing gradients do not explain degradation.",
            healthyPlain > 1e-2 && healthyResidual > 1e-2 ? Verdict.HOLDS : Verdict.DOES_NOT,
            "plain-%d: %s, ResNet-%1$d: %s"
                .formatted(deepest, number(healthyPlain), number(healthyResidual))));
  }

  private Table ratios() {
    var columns = new ArrayList<>(List.of("condition", "network"));
    settings.depths().forEach(depth -> columns.add("depth " + depth));
    var rows = new ArrayList<List<String>>();
    for (var condition : Condition.ALL) {
      for (var kind : KINDS) {
        var row = new ArrayList<>(List.of(condition.words(), kind));
        settings.depths().forEach(depth -> row.add(number(ratio(kind, depth, condition))));
        rows.add(row);
      }
    }
    return new Table("first-to-last", "Gradient of the first layer over the last's", columns, rows);
  }

  private Lines byDepth() {
    var series = new ArrayList<Series>();
    for (var condition : List.of(Condition.PAPER, Condition.ALL.getLast())) {
      for (var kind : KINDS) {
        series.add(
            new Series(
                kind + ", " + condition.words(),
                settings.depths().stream().mapToDouble(d -> d).toArray(),
                settings.depths().stream().mapToDouble(d -> ratio(kind, d, condition)).toArray(),
                kind.equals("plain")));
      }
    }
    return new Lines(
        "How much of the gradient reaches the first layer",
        "depth (weighted layers)",
        "first layer / last layer",
        Scale.LINEAR,
        Scale.LOGARITHMIC,
        series);
  }

  private Lines layers(Condition condition) {
    var series = new ArrayList<Series>();
    for (var kind : KINDS) {
      var values = step(kind, deepest, condition, 0);
      var x = IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
      series.add(new Series(kind + deepest, x, values, kind.equals("plain")));
    }
    return new Lines(
        condition.words(),
        "layer, from the input",
        "root mean square of ∂L/∂W",
        Scale.LINEAR,
        Scale.LOGARITHMIC,
        series);
  }

  private HeatMap overTime(String kind, Condition condition) {
    int layers = step(kind, deepest, condition, 0).length;
    int steps = part(kind, deepest, condition).get("steps").size();
    var values = new double[layers][steps];
    for (int k = 0; k < steps; k++) {
      var column = step(kind, deepest, condition, k);
      for (int layer = 0; layer < layers; layer++) {
        values[layer][k] = column[layer];
      }
    }
    return new HeatMap(
        "%s%d: %s".formatted(kind, deepest, condition.words()),
        "step of training",
        "layer, from the input",
        "root mean square of ∂L/∂W",
        IntStream.range(0, steps).mapToObj(Integer::toString).toList(),
        IntStream.rangeClosed(1, layers).mapToObj(Integer::toString).toList(),
        values,
        Scale.LOGARITHMIC);
  }

  private Table gains() {
    var rows = new ArrayList<List<String>>();
    for (var condition : List.of(Condition.PAPER, Condition.ALL.getLast())) {
      for (var block : part("resnet", deepest, condition).get("blocks")) {
        rows.add(
            List.of(
                condition.words(),
                block.get("block").asText(),
                number(block.get("gain").asDouble(Double.NaN)),
                number(block.get("branchGain").asDouble(Double.NaN)),
                number(block.get("alignment").asDouble(Double.NaN))));
      }
    }
    return new Table(
        "block-gain",
        "Blocks with an identity shortcut in ResNet-%d, before the first update".formatted(deepest),
        List.of("condition", "block", "gain", "branch", "alignment"),
        rows);
  }

  private double ratio(String kind, int depth, Condition condition) {
    var values = step(kind, depth, condition, 0);
    return values[0] / values[values.length - 2];
  }

  private double[] step(String kind, int depth, Condition condition, int step) {
    var weights = part(kind, depth, condition).get("steps").get(step).get("weights");
    var values = new double[weights.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = weights.get(i).asDouble(Double.NaN);
    }
    return values;
  }

  private JsonNode part(String kind, int depth, Condition condition) {
    return results.get(GradientFlowExperiment.id(kind, depth, condition));
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "overflow";
    }
    boolean plain = Math.abs(value) >= 0.01 && Math.abs(value) < 1000;
    return String.format(Locale.ROOT, plain ? "%.3f" : "%.1e", value);
  }
}
