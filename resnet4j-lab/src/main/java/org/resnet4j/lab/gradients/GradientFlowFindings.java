package org.resnet4j.lab.gradients;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Figure.Scale;
import org.resnet4j.lab.findings.Figure.Series;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Findings.Heading;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.lab.findings.Findings.Records;
import org.resnet4j.lab.findings.Findings.Table;
import org.resnet4j.lab.findings.Findings.Verdict;
import org.resnet4j.lab.gradients.GradientFlowResults.Of;

/** The findings from the gradients that {@link GradientFlowExperiment} measured. */
public final class GradientFlowFindings {
  /** Below this share of the gradient a layer learns next to nothing. */
  private static final double VANISHED = 1e-3;

  /** Above this many times the last layer's gradient, the first layer's counts as exploding. */
  private static final double MANY = 100;

  /** A number for each network. */
  private interface Measured {
    double of(String kind, int depth, Condition condition);
  }

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
            "‖∂L/∂y‖ at the output of the first convolution over that of the last, before the first"
                + " update. At 1 the gradient arrives as large as it left; at 1e-6 a millionth of"
                + " it does; far above 1 it explodes. Dashed: plain networks. In residual networks"
                + " the non-linearity changes inside the blocks; the ReLU after the sum stays, so"
                + " that the shortcuts are clear, except in the last row of the tables. 0: too"
                + " small for any single-precision number."));
    blocks.add(
        byDepth(
            "How much arrives",
            "∂L/∂y, first layer / last layer",
            (kind, depth, condition) -> results.ratio(kind, depth, condition, Of.ACTIVATIONS)));
    blocks.add(
        byDepth(
            "What the first layer learns from",
            "root mean square of ∂L/∂W, first layer",
            (kind, depth, condition) -> results.step(kind, depth, condition, 0)[0]));
    blocks.add(ratios(Of.ACTIVATIONS, "first-to-last-activations", "‖∂L/∂y‖ of its output"));
    blocks.add(
        new Prose(
            "The same ratio of the weights' gradients hides what happens where the signal itself"
                + " vanishes on its way forward: ∂L/∂W is the product of the gradient after a"
                + " layer and the activation before it. The first layer lacks the one, the last the"
                + " other, and the ratio of two vanishing numbers looks healthy. The figure at the"
                + " right above shows the first layer's alone."));
    var weights = ratios(Of.WEIGHTS, "first-to-last-weights", "root mean square of ∂L/∂W");
    blocks.add(
        new Records(
            weights.name(),
            "the ratios of the weights' gradients",
            weights.columns(),
            weights.rows()));
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
            String.format(
                Locale.ROOT,
                "a sigmoid after the sum is on the shortcut's path: ResNet-%d %s",
                deepest,
                ThreeDigits.of(behind))),
        new Judgement(
            "With batch norm gradients do not vanish in plain networks either, so that vanishing"
                + " gradients do not explain why deeper plain networks train worse.",
            verdict(paper.plain > VANISHED && paper.residual > VANISHED),
            paper.words()),
        growth());
  }

  /** Batch norm before the first update, where gradients grow. */
  private Judgement growth() {
    double plain = results.ratio("plain", deepest, Condition.PAPER);
    int last = results.steps("plain", deepest, Condition.PAPER) - 1;
    double later = results.ratioAt("plain", deepest, Condition.PAPER, last);
    double perLayer = Math.pow(plain, 1.0 / (deepest - 2));
    var verdict = plain < MANY ? Verdict.HOLDS : later < MANY ? Verdict.HOLDS_IF : Verdict.DOES_NOT;
    return new Judgement(
        "With batch norm the gradients of plain networks have healthy norms from the start.",
        verdict,
        String.format(
                Locale.ROOT,
                "plain-%d: first layer / last layer %s before the first update (they grow by a"
                    + " factor of %s",
                deepest,
                ThreeDigits.of(plain),
                String.format(Locale.ROOT, "%.3f", perLayer))
            + String.format(
                Locale.ROOT,
                " per layer on their way back; theory, Yang et al. 2019, says √(π/(π − 1)) ="
                    + " 1.211), %s after %d steps; ResNet-%d: %s, %s",
                ThreeDigits.of(later),
                last,
                deepest,
                ThreeDigits.of(results.ratio("resnet", deepest, Condition.PAPER)),
                ThreeDigits.of(results.ratioAt("resnet", deepest, Condition.PAPER, last))));
  }

  /** The ratios of both networks at the greatest depth. */
  private record Pair(int depth, double plain, double residual) {
    String words() {
      return String.format(
          Locale.ROOT,
          "first layer / last layer: plain-%d %s, ResNet-%1$d %s",
          depth,
          ThreeDigits.of(plain),
          ThreeDigits.of(residual));
    }
  }

  private Pair pair(Condition condition) {
    return new Pair(
        deepest,
        results.ratio("plain", deepest, condition),
        results.ratio("resnet", deepest, condition));
  }

  private static Verdict verdict(boolean holds) {
    return holds ? Verdict.HOLDS : Verdict.DOES_NOT;
  }

  private Table ratios(Of what, String name, String words) {
    var columns = new ArrayList<>(List.of("condition"));
    settings.depths().forEach(depth -> columns.add("plain-" + depth));
    settings.depths().forEach(depth -> columns.add("ResNet-" + depth));
    var rows = new ArrayList<List<String>>();
    for (var condition : Condition.GRID) {
      var row = new ArrayList<>(List.of(condition.words()));
      row.addAll(cells("plain", condition, what));
      row.addAll(cells("resnet", condition, what));
      rows.add(row);
    }
    var last = new ArrayList<>(List.of(Condition.SIGMOID_EVERYWHERE.words()));
    last.addAll(cells("plain", Condition.SIGMOID, what));
    last.addAll(cells("resnet", Condition.SIGMOID_EVERYWHERE, what));
    rows.add(last);
    return new Table(name, "First layer over last layer: " + words, columns, rows);
  }

  private List<String> cells(String kind, Condition condition, Of what) {
    return settings.depths().stream()
        .map(depth -> ThreeDigits.of(results.ratio(kind, depth, condition, what)))
        .toList();
  }

  private Lines byDepth(String title, String yLabel, Measured value) {
    var series = new ArrayList<Series>();
    for (int c = 0; c < Condition.WATCHED.size(); c++) {
      var condition = Condition.WATCHED.get(c);
      for (var kind : GradientFlowResults.KINDS) {
        boolean plain = kind.equals("plain");
        series.add(
            new Series(
                plain ? "" : condition.words(),
                settings.depths().stream().mapToDouble(d -> d).toArray(),
                settings.depths().stream().mapToDouble(d -> value.of(kind, d, condition)).toArray(),
                plain,
                c));
      }
    }
    return new Lines(
        title, "depth (weighted layers)", yLabel, Scale.LINEAR, Scale.LOGARITHMIC, series);
  }
}
