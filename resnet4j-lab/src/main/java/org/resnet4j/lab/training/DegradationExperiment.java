package org.resnet4j.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Findings.Heading;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Prose;

/**
 * Degradation: deeper plain networks have a higher <em>training</em> error, residual ones do not
 * (Figure 1; section 4.2, Figure 6).
 */
public final class DegradationExperiment implements Experiment {
  @Override
  public String name() {
    return "degradation";
  }

  @Override
  public String about() {
    return "plain against residual at growing depth: training and test error";
  }

  @Override
  public LabSettings defaults() {
    return new LabSettings("cifar10", List.of(20, 56), 8, 0, 128, 1, 0);
  }

  @Override
  public List<Part> parts(LabSettings settings) {
    var all = new ArrayList<>(of("plain", settings));
    all.addAll(of("resnet", settings));
    return Contestant.parts(all, settings, LayerResponsesExperiment.RESPONSES);
  }

  private static List<Contestant> of(String kind, LabSettings settings) {
    var words = kind.equals("plain") ? "plain-" : "ResNet-";
    return settings.depths().stream()
        .map(depth -> new Contestant(words + depth, kind + depth, kind.equals("plain")))
        .toList();
  }

  @Override
  public Findings findings(LabSettings settings, Map<String, JsonNode> results) {
    var comparison = new Comparison(settings, results);
    var plain = of("plain", settings);
    var residual = of("resnet", settings);
    var all = new ArrayList<>(plain);
    all.addAll(residual);
    var blocks = new ArrayList<Block>();
    blocks.add(new Prose(comparison.conditions()));
    comparison.divergences(all).ifPresent(blocks::add);
    blocks.add(judgement(comparison, plain, "A deeper plain network has a higher training error."));
    blocks.add(
        judgement(comparison, residual, "A deeper residual network has a higher training error."));
    blocks.add(new Prose(Ruling.OF_ERRORS));
    blocks.add(comparison.table("degradation", "Plain and residual networks by depth", all));
    blocks.add(new Heading("Training error"));
    blocks.addAll(panels(comparison, "trainError", "training error, %", plain, residual));
    blocks.add(new Heading("Test error"));
    blocks.addAll(panels(comparison, "testError", "test error, %", plain, residual));
    return new Findings(
        "Degradation",
        "Figure 1: a 56-layer plain network has a higher training error, and so a higher test"
            + " error, than a 20-layer one on CIFAR-10. Figure 6: of residual networks the deeper"
            + " has the lower error.",
        blocks);
  }

  /** Plain and residual networks side by side, as in Figure 6. */
  private static List<Lines> panels(
      Comparison comparison,
      String key,
      String label,
      List<Contestant> plain,
      List<Contestant> residual) {
    return Figure.sharingAxes(
        comparison.curves("Plain networks (dashed)", key, label, plain),
        comparison.curves("Residual networks (solid)", key, label, residual));
  }

  private Judgement judgement(Comparison comparison, List<Contestant> byDepth, String sentence) {
    return new Ruling(this, comparison)
        .higherError(sentence, byDepth.getLast(), byDepth.getFirst());
  }
}
