package org.resnet4j.data.augment;

import java.util.Arrays;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;

/** Pairs each example of a batch with the one before it, the first with the last. */
final class Neighbours {
  private Neighbours() {}

  /** What is done to an example. */
  interface Visitor {
    /**
     * @param mine where the example begins in the batch
     * @param others the neighbour as it was before any change
     */
    void visit(int mine, float[] others);
  }

  static void visit(Batch batch, Visitor visitor) {
    int length = batch.exampleLength();
    int last = (batch.size() - 1) * length;
    float[] wrapped = Arrays.copyOfRange(batch.images(), last, last + length);
    float[] other = new float[length];
    for (int i = batch.size() - 1; i > 0; i--) {
      System.arraycopy(batch.images(), (i - 1) * length, other, 0, length);
      visitor.visit(i * length, other);
    }
    visitor.visit(0, wrapped);
  }

  /** The batch with {@code share} of each target and the rest of its neighbour's. */
  static Batch withTargets(Batch batch, int classes, float share) {
    float[] own = distributions(batch.targets(), batch.size(), classes);
    float[] mixed = new float[own.length];
    for (int i = 0; i < batch.size(); i++) {
      int neighbour = i == 0 ? batch.size() - 1 : i - 1;
      for (int k = 0; k < classes; k++) {
        mixed[i * classes + k] =
            share * own[i * classes + k] + (1 - share) * own[neighbour * classes + k];
      }
    }
    return batch.withTargets(new Targets.Distributions(mixed, classes));
  }

  private static float[] distributions(Targets targets, int size, int classes) {
    return switch (targets) {
      case Targets.Distributions(float[] probabilities, int ignored) -> probabilities;
      case Targets.Labels(int[] labels) -> {
        float[] oneHot = new float[size * classes];
        for (int i = 0; i < size; i++) {
          oneHot[i * classes + labels[i]] = 1;
        }
        yield oneHot;
      }
    };
  }
}
