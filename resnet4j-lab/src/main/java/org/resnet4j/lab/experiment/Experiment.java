package org.resnet4j.lab.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.resnet4j.lab.findings.Findings;

/**
 * An experiment of the laboratory: parts that can run in any order and at any time, each of which
 * produces a small JSON document, and the findings that follow from them.
 */
public interface Experiment {
  /** As users type it: {@code gradient-flow}. */
  String name();

  /** One sentence for lists. */
  String about();

  /** Its default settings. */
  LabSettings defaults();

  /** The parts to run. */
  List<Part> parts(LabSettings settings);

  /** The findings from the results of all parts, by their ids. */
  Findings findings(LabSettings settings, Map<String, JsonNode> results);

  /**
   * Other experiments that this one builds on where they have been run beside it: their {@code
   * findings.json} is among the results under {@code findings/NAME}.
   */
  default List<String> uses() {
    return List.of();
  }
}
