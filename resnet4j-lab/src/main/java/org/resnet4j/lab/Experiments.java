package org.resnet4j.lab;

import java.util.List;
import org.resnet4j.lab.claims.ClaimsExperiment;
import org.resnet4j.lab.claims.ComplexityExperiment;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.gradients.GradientFlowExperiment;
import org.resnet4j.lab.training.DegradationExperiment;
import org.resnet4j.lab.training.LayerResponsesExperiment;
import org.resnet4j.lab.training.LineUp;

/** The experiments of the laboratory. */
public final class Experiments {
  private Experiments() {}

  /** All of them, in the order of the paper's argument. */
  public static List<Experiment> all() {
    return List.of(
        new GradientFlowExperiment(),
        new DegradationExperiment(),
        LineUp.shortcuts(),
        new LayerResponsesExperiment(),
        new ComplexityExperiment(),
        LineUp.ancestors(),
        LineUp.mnist(),
        new ClaimsExperiment());
  }

  /** The one of this name. */
  public static Experiment of(String name) {
    return all().stream()
        .filter(experiment -> experiment.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no experiment '%s'; choose from %s"
                        .formatted(
                            name,
                            String.join(", ", all().stream().map(Experiment::name).toList()))));
  }
}
