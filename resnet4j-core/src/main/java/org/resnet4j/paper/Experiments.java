package org.resnet4j.paper;

import java.util.List;

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
                    "there is no experiment '%s'; there are %s"
                        .formatted(
                            name,
                            String.join(", ", all().stream().map(Experiment::name).toList()))));
  }
}
