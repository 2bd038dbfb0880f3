package org.resnet4j.lab.gradients;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Figure;
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
  /** Claims about deep networks need at least so many layers. */
  private static final int DEEP = 20;

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
    blocks.add(new Prose(Health.THRESHOLDS));
    blocks.add(new Heading("Try it"));
    blocks.add(
        new Prose(
            "Choose a network: the bars are what was measured, on one axis for all of them, and the"
                + " line behind is its rival under the same conditions. What lies below the axis"
                + " has no bar; the sentence and the table say its number."));
    blocks.add(new GradientFlowPlayground(results).playground());
    blocks.add(new Heading("How much of the gradient reaches the first layer"));
    blocks.add(
        new Prose(
            "‖∂L/∂y‖ at the output of the first convolution over that of the last, before the first"
                + " update. At 1 the gradient arrives as large as it left; at 1e-6 a millionth of"
                + " it does; far above 1 it explodes. Dashed: plain networks. In residual networks"
                + " the non-linearity changes inside the blocks; the ReLU after the sum stays, so"
                + " that the shortcuts are clear, except in the last row of the tables."
                + " “underflow”: not 0, but smaller than single precision holds (8e-65 with the"
                + " scale that is used here); --engine torch --precision fp64 measures it."));
    blocks.add(
        byDepth(
            "How much arrives",
            "∂L/∂y, first layer / last layer",
            (kind, depth, condition) -> results.ratio(kind, depth, condition, Of.ACTIVATIONS)));
    blocks.add(
        byDepth(
            "What the first layer learns from",
            "RMS of ∂L/∂W, first layer",
            (kind, depth, condition) -> results.step(kind, depth, condition, 0)[0]));
    blocks.add(ratios(Of.ACTIVATIONS, "first-to-last-activations", "‖∂L/∂y‖ of its output"));
    blocks.add(
        new Prose(
            "The same ratio of the weights' gradients hides what happens where the signal itself"
                + " vanishes on its way forward: ∂L/∂W is the product of the gradient after a"
                + " layer and the activation before it. The first layer lacks the one, the last the"
                + " other, and the ratio of two vanishing numbers looks healthy. The figure of what"
                + " the first layer learns from shows the first layer's alone."));
    var weights = ratios(Of.WEIGHTS, "first-to-last-weights", "root mean square of ∂L/∂W");
    blocks.add(
        new Records(
            weights.name(),
            "the ratios of the weights' gradients",
            weights.columns(),
            weights.rows()));
    var pictures = new GradientFlowPictures(results);
    blocks.add(new Heading("Layer by layer"));
    blocks.add(
        new Prose(
            "‖∂L/∂y‖ before the first update, a curve for each depth. What is drawn is the"
                + " gradient of the outputs: that of the weights hides where it is lost."));
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
    var judged =
        List.of(
            small.judged(
                "Without batch norm, a small initialisation makes gradients vanish in a deep plain"
                    + " network, and shortcuts alone keep them from vanishing.",
                small.plainVanishes() && !small.residualVanishes()),
            sigmoid.judged(
                "The same is true of sigmoid units, as long as the shortcuts are clear of them.",
                sigmoid.plainVanishes() && !sigmoid.residualVanishes()),
            new Judgement(
                "A shortcut helps wherever the non-linearity stands.",
                Health.verdict(Health.of(behind) != Health.VANISHES, behind),
                String.format(
                    Locale.ROOT,
                    "a sigmoid after the sum is on the shortcut's path: ResNet-%d %s",
                    deepest,
                    Health.said(behind))),
            paper.judged(
                "With batch norm gradients do not vanish in plain networks either, so that"
                    + " vanishing gradients do not explain why deeper plain networks train worse.",
                !paper.plainVanishes() && !paper.residualVanishes()),
            before(paper),
            after());
    return judged.stream().map(this::onDeepNetworks).map(Block.class::cast).toList();
  }

  /** What is said of deep networks is measured on deep ones. */
  private Judgement onDeepNetworks(Judgement judged) {
    return deepest >= DEEP
        ? judged
        : new Judgement(
            judged.sentence(),
            Verdict.NOT_MEASURED,
            String.format(
                Locale.ROOT,
                "%d layers are not deep: %s; to measure it: ./resnet4j experiment gradient-flow"
                    + " --depths 20,56",
                deepest,
                judged.evidence()));
  }

  private Judgement before(Pair paper) {
    return paper.judged(
        "With batch norm gradients are healthy before the first update.",
        Health.of(paper.plain) == Health.HEALTHY && Health.of(paper.residual) == Health.HEALTHY,
        String.format(
            Locale.ROOT,
            "; the plain network's grow by a factor of %.3f per layer on their way back (theory,"
                + " Yang et al. 2019: √(π/(π − 1)) = 1.211)",
            Math.pow(paper.plain, 1.0 / (deepest - 2))));
  }

  private Judgement after() {
    int last = results.steps("plain", deepest, Condition.PAPER) - 1;
    var sentence = "With batch norm gradients are healthy after a few updates.";
    if (last < 1) {
      return new Judgement(
          sentence,
          Verdict.NOT_MEASURED,
          "to measure it: ./resnet4j experiment gradient-flow --steps 20");
    }
    double plain = results.farthestAt("plain", deepest, Condition.PAPER, last);
    double residual = results.farthestAt("resnet", deepest, Condition.PAPER, last);
    return new Judgement(
        sentence,
        Health.verdict(
            Health.of(plain) == Health.HEALTHY && Health.of(residual) == Health.HEALTHY,
            plain,
            residual),
        String.format(
            Locale.ROOT,
            "the layer farthest from the last / last layer: plain-%d %s, ResNet-%1$d %s after %d"
                + " %s",
            deepest,
            Health.said(plain),
            Health.said(residual),
            last,
            last == 1 ? "update" : "updates"));
  }

  /** The ratios of both networks at the greatest depth. */
  private record Pair(int depth, double plain, double residual) {
    boolean plainVanishes() {
      return Health.of(plain) == Health.VANISHES;
    }

    boolean residualVanishes() {
      return Health.of(residual) == Health.VANISHES;
    }

    Judgement judged(String sentence, boolean holds) {
      return judged(sentence, holds, "");
    }

    Judgement judged(String sentence, boolean holds, String more) {
      return new Judgement(
          sentence,
          Health.verdict(holds, plain, residual),
          String.format(
              Locale.ROOT,
              "first layer / last layer: plain-%d %s, ResNet-%1$d %s%s",
              depth,
              Health.said(plain),
              Health.said(residual),
              more));
    }
  }

  private Pair pair(Condition condition) {
    return new Pair(
        deepest,
        results.ratio("plain", deepest, condition),
        results.ratio("resnet", deepest, condition));
  }

  private Table ratios(Of what, String name, String words) {
    var columns = new ArrayList<>(List.of("condition"));
    settings.depths().forEach(depth -> columns.add("plain-" + depth));
    settings.depths().forEach(depth -> columns.add("ResNet-" + depth));
    var rows = new ArrayList<List<Cell>>();
    for (var condition : Condition.GRID) {
      var row = new ArrayList<>(List.of(Cell.text(condition.words())));
      row.addAll(cells("plain", condition, what));
      row.addAll(cells("resnet", condition, what));
      rows.add(row);
    }
    var last = new ArrayList<>(List.of(Cell.text(Condition.SIGMOID_EVERYWHERE.words())));
    last.addAll(cells("plain", Condition.SIGMOID, what));
    last.addAll(cells("resnet", Condition.SIGMOID_EVERYWHERE, what));
    rows.add(last);
    return new Table(name, "First layer over last layer: " + words, columns, rows);
  }

  private List<Cell> cells(String kind, Condition condition, Of what) {
    return settings.depths().stream()
        .map(depth -> Cell.of(results.ratio(kind, depth, condition, what)))
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
    series.add(Figure.stroke("dashed: plain", true));
    series.add(Figure.stroke("solid: residual", false));
    return new Lines(
        title, "depth (weighted layers)", yLabel, Scale.LINEAR, Scale.LOGARITHMIC, series);
  }
}
