package org.resnet4j.evaluate;

import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Predictor;

/** Tests a network with labelled images, as they come from a loader. */
public final class Evaluator {
  private Evaluator() {}

  /** Adds one batch's predictions to a tally; the batch must be labelled. */
  public static void add(Tally tally, Predictor predictor, Batch batch) {
    if (!(batch.targets() instanceof Targets.Labels(int[] labels))) {
      throw new IllegalArgumentException("an evaluation wants labels, not mixed targets");
    }
    var logits =
        predictor.logits(
            batch.images(), batch.size(), batch.channels(), batch.height(), batch.width());
    tally.add(logits, labels.length == batch.size() ? labels : head(labels, batch.size()));
  }

  private static int[] head(int[] labels, int size) {
    return java.util.Arrays.copyOf(labels, size);
  }
}
