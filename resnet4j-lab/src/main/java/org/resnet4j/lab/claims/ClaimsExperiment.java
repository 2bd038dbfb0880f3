package org.resnet4j.lab.claims;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.gradients.Condition;
import org.resnet4j.lab.gradients.GradientFlowExperiment;
import org.resnet4j.lab.gradients.GradientFlowResults;

/**
 * Claims of lectures and reviews about residual networks, one by one, each with a measurement. It
 * counts and measures gradients itself; results that take trainings are read from the folders of
 * the other experiments, where they have been run.
 */
public final class ClaimsExperiment implements Experiment {
  private static final int DEPTH = 56;

  @Override
  public String name() {
    return "claims";
  }

  @Override
  public String about() {
    return "claims of lectures and reviews about ResNet, each with a measured verdict";
  }

  @Override
  public LabSettings defaults() {
    return new LabSettings("mnist", List.of(), 0, 5, 32, 1, 0);
  }

  @Override
  public List<String> uses() {
    return List.of("degradation", "layer-responses");
  }

  @Override
  public List<Part> parts(LabSettings settings) {
    var parts = new ArrayList<Part>();
    for (var kind : GradientFlowResults.KINDS) {
      parts.add(
          GradientFlowExperiment.part(
              gradients(settings), kind, DEPTH, Condition.PAPER, settings.seed()));
    }
    parts.add(StepTime.part("plain18", settings.steps()));
    parts.add(StepTime.part("resnet18", settings.steps()));
    return List.copyOf(parts);
  }

  /** One step of gradient flow at one depth. */
  private static LabSettings gradients(LabSettings settings) {
    return new LabSettings(
        settings.data(), List.of(DEPTH), 0, 1, settings.batchSize(), 1, settings.seed());
  }

  @Override
  public Findings findings(LabSettings settings, Map<String, JsonNode> results) {
    var gradients = new GradientFlowResults(gradients(settings), results);
    return new Claims(DEPTH, gradients, results).findings();
  }
}
