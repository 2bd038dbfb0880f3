package org.resnet4j.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * The result of a pass over a batch. Copies; two results are equal if their contents are.
 *
 * @param loss mean over the batch of cross-entropy with label smoothing, auxiliary heads' included
 *     with their weights
 * @param logits (size, classes), row-major
 * @param classes how many logits an example has
 * @param readings what the probes saw, by node
 */
public record StepResult(
    double loss, float[] logits, int classes, Map<String, ProbeReading> readings) {
  @Override
  public boolean equals(Object other) {
    return other instanceof StepResult result
        && Double.compare(loss, result.loss) == 0
        && Arrays.equals(logits, result.logits)
        && classes == result.classes
        && readings.equals(result.readings);
  }

  @Override
  public int hashCode() {
    return Objects.hash(loss, Arrays.hashCode(logits), classes, readings);
  }
}
