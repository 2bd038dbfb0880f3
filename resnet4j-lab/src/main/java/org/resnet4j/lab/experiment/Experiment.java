package org.resnet4j.lab.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.resnet4j.lab.findings.Findings;

/**
 * An experiment of the laboratory: parts that can be run in any order and at any time, each leaving
 * a small JSON document, and what follows from them.
 */
public interface Experiment {
  /** As users type it: {@code gradient-flow}. */
  String name();

  /** One sentence for lists. */
  String about();

  /** What it does when nothing is asked for. */
  LabSettings defaults();

  /** What there is to run. */
  List<Part> parts(LabSettings settings);

  /** What follows from the parts that are there; all of them are, by their ids. */
  Findings findings(LabSettings settings, Map<String, JsonNode> results);

  /**
   * Other experiments that this one builds on where they have been run beside it: their {@code
   * findings.json} is among the results under {@code findings/NAME}.
   */
  default List<String> uses() {
    return List.of();
  }
}
