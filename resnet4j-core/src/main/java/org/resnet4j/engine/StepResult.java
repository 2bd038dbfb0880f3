package org.resnet4j.engine;

import java.util.Map;

/**
 * What a pass over a batch gave.
 *
 * @param loss mean over the batch of cross-entropy with label smoothing, auxiliary heads' included
 *     with their weights
 * @param logits (size, classes), row-major
 * @param classes how many logits an example has
 * @param readings what the probes saw, by node
 */
public record StepResult(double loss, float[] logits, int classes, Map<String, Reading> readings) {}
