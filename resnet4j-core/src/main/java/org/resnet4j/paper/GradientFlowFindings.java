package org.resnet4j.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.paper.Figure.Lines;
import org.resnet4j.paper.Figure.Scale;
import org.resnet4j.paper.Figure.Series;
import org.resnet4j.paper.Findings.Block;
import org.resnet4j.paper.Findings.Heading;
import org.resnet4j.paper.Findings.Judgement;
import org.resnet4j.paper.Findings.Prose;
import org.resnet4j.paper.Findings.Table;
import org.resnet4j.paper.Findings.Verdict;
import org.resnet4j.paper.GradientFlowResults.Of;

/** What follows from the gradients that {@link GradientFlowExperiment} measured. */
final class GradientFlowFindings {
  /** Below this share of the gradient a layer learns next to nothing. */
  private static final double VANISHED = 1e-3;

  private final GradientFlowResults results;
  private final LabSettings settings;
  private final int deepest;

  GradientFlowFindings(GradientFlowResults results) {
    this.results = results;
    this.settings = results.settings();
    this.deepest = settings.deepest();
  }

  Findings findings() {
    var blocks = new ArrayList<Block>();
    blocks.add(new Heading("What follows, and what does not"));
    blocks.addAll(judgements());
    blocks.add(new Heading("How much of the gradient reaches the first layer"));
    blocks.add(
        new Prose(
            "Root mean square of ∂L/∂W in the first convolution over that in the last, before the"
                + " first update. At 1 the gradient arrives as it left; at 1e-6 a millionth of it"
                + " does; far above 1 it explodes. Dashed: plain networks. In residual networks the"
                + " non-linearity changes inside the blocks; the ReLU behind the sum stays, so that"
                + " the shortcuts are clear, except in the last row of the table."));
    blocks.add(byDepth(Of.WEIGHTS, "Gradient of the weights"));
    blocks.add(byDepth(Of.ACTIVATIONS, "Gradient of the activations"));
    blocks.add(ratios(Of.WEIGHTS, "first-to-last-weights", "weights, ∂L/∂W"));
    blocks.add(ratios(Of.ACTIVATIONS, "first-to-last-activations", "activations, ∂L/∂y"));
    var pictures = new GradientFlowPictures(results);
    blocks.add(new Heading("Layer by layer"));
    blocks.add(new Prose("Before the first update, a curve for each depth."));
    Condition.WATCHED.forEach(condition -> blocks.addAll(pictures.layers(condition)));
    blocks.add(new Heading("Over time, at depth " + deepest));
    blocks.add(
        new Prose(
            "Each column is a step of SGD at learning rate 0.01, each row a layer, the first at the"
                + " bottom. The scale is the same for both networks of a condition; grey is not a"
                + " number, after the loss has overflowed."));
    Condition.WATCHED.forEach(condition -> blocks.addAll(pictures.overTime(condition)));
    blocks.add(new Heading("H′(x) = F′(x) + 1, block by block"));
    blocks.addAll(pictures.gains());
    blocks.add(pictures.records());
    return new Findings(
        "Do gradients vanish?",
        "Section 1: vanishing gradients have been “largely addressed by normalized initialization"
            + " and intermediate normalization layers”. Section 4.1: with batch norm, the"
            + " difficulty of plain nets is “unlikely to be caused by vanishing gradients”.",
        blocks);
  }

  private List<Block> judgements() {
    var small = pair(Condition.SMALL);
    var sigmoid = pair(Condition.SIGMOID);
    var paper = pair(Condition.PAPER);
    double behind = results.ratio("resnet", deepest, Condition.SIGMOID_EVERYWHERE);
    return List.of(
        new Judgement(
            "Without batch norm, a small initialisation makes gradients vanish in a deep plain"
                + " network, and shortcuts alone keep them alive.",
            verdict(small.plain < VANISHED && small.residual > VANISHED),
            small.words()),
        new Judgement(
            "The same is true of sigmoid units, as long as the shortcuts are clear of them.",
            verdict(sigmoid.plain < VANISHED && sigmoid.residual > VANISHED),
            sigmoid.words()),
        new Judgement(
            "A shortcut helps wherever the non-linearity stands.",
            behind < VANISHED ? Verdict.DOES_NOT : Verdict.HOLDS,
            "a sigmoid behind the sum lies on the shortcut's path: ResNet-%d %s"
                .formatted(deepest, number(behind))),
        new Judgement(
            "With batch norm and He's initialisation gradients are healthy in plain networks too,"
                + " so vanishing gradients do not explain degradation.",
            verdict(healthy(paper.plain) && healthy(paper.residual)),
            paper.words()));
  }

  /** The ratios of both networks at the greatest depth. */
  private record Pair(int depth, double plain, double residual) {
    String words() {
      return "first layer / last layer: plain-%d %s, ResNet-%1$d %s"
          .formatted(depth, number(plain), number(residual));
    }
  }

  private Pair pair(Condition condition) {
    return new Pair(
        deepest,
        results.ratio("plain", deepest, condition),
        results.ratio("resnet", deepest, condition));
  }

  private static boolean healthy(double ratio) {
    return ratio > 0.01 && ratio < 100;
  }

  private static Verdict verdict(boolean holds) {
    return holds ? Verdict.HOLDS : Verdict.DOES_NOT;
  }

  private Table ratios(Of what, String name, String words) {
    var columns = new ArrayList<>(List.of("condition", "network"));
    settings.depths().forEach(depth -> columns.add("depth " + depth));
    var rows = new ArrayList<List<String>>();
    for (var condition : Condition.GRID) {
      GradientFlowExperiment.KINDS.forEach(kind -> rows.add(row(kind, condition, what)));
    }
    rows.add(row("resnet", Condition.SIGMOID_EVERYWHERE, what));
    return new Table(name, "First layer over last layer: " + words, columns, rows);
  }

  private List<String> row(String kind, Condition condition, Of what) {
    var row = new ArrayList<>(List.of(condition.words(), kind));
    settings
        .depths()
        .forEach(depth -> row.add(number(results.ratio(kind, depth, condition, what))));
    return row;
  }

  private Lines byDepth(Of what, String title) {
    var series = new ArrayList<Series>();
    for (int c = 0; c < Condition.WATCHED.size(); c++) {
      var condition = Condition.WATCHED.get(c);
      for (var kind : GradientFlowExperiment.KINDS) {
        boolean plain = kind.equals("plain");
        series.add(
            new Series(
                plain ? "" : condition.words(),
                settings.depths().stream().mapToDouble(d -> d).toArray(),
                settings.depths().stream()
                    .mapToDouble(d -> results.ratio(kind, d, condition, what))
                    .toArray(),
                plain,
                c));
      }
    }
    return new Lines(
        title,
        "depth (weighted layers)",
        "first layer / last layer",
        Scale.LINEAR,
        Scale.LOGARITHMIC,
        series);
  }

  /** Three digits, or the power of ten. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "overflow";
    }
    boolean plain = value == 0 || Math.abs(value) >= 0.01 && Math.abs(value) < 1000;
    return String.format(Locale.ROOT, plain ? "%.3f" : "%.1e", value);
  }
}
