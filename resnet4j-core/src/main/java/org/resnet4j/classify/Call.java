package org.resnet4j.classify;

import java.util.concurrent.CompletableFuture;
import org.resnet4j.data.ImageShape;

/**
 * A picture that waits for its answer.
 *
 * @param numbers as the network takes them, (C, H, W)
 * @param features whether what lies before the last layer is asked for, not the logits
 * @param since when it was handed over, by {@link System#nanoTime}
 * @param answer completed by whoever computes it; cancelled by a caller that left
 */
record Call(
    float[] numbers,
    ImageShape shape,
    boolean features,
    long since,
    CompletableFuture<float[]> answer) {

  /** Whether both can be computed in one batch. */
  boolean joins(Call other) {
    return features == other.features && shape.equals(other.shape);
  }
}
