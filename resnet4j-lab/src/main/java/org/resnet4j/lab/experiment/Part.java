package org.resnet4j.lab.experiment;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A part of an experiment, which is run once and never repeated.
 *
 * @param id a file name: lower-case letters, digits, dots and hyphens
 * @param settings everything that its result depends on, in words; other settings make another part
 * @param work the multiply-adds of the part, from which its time is estimated
 */
public record Part(String id, String settings, double work, Task task) {
  public Part {
    if (!id.matches("[a-z0-9.-]+")) {
      throw new IllegalArgumentException("'%s' is not a valid id for a part".formatted(id));
    }
  }

  /** The work itself. */
  public interface Task {
    /**
     * Runs the part and returns its measurements as JSON. The result of a part that was asked to
     * stop is discarded.
     */
    JsonNode run(Bench bench);
  }
}
