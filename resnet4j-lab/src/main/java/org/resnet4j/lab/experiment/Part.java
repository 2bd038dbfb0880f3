package org.resnet4j.lab.experiment;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A piece of an experiment that is run once and never repeated.
 *
 * @param id a file name: lower-case letters, digits, dots and hyphens
 * @param settings everything that its result depends on, in words; other settings are another part
 * @param work multiply-adds it takes in all, the base of the estimate of time
 */
public record Part(String id, String settings, double work, Task task) {
  public Part {
    if (!id.matches("[a-z0-9.-]+")) {
      throw new IllegalArgumentException("'%s' is no id of a part".formatted(id));
    }
  }

  /** The work itself. */
  public interface Task {
    /** Does it; what it measured, as JSON. What it gives when it was asked to stop is not kept. */
    JsonNode run(Bench bench);
  }
}
