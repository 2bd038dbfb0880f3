package org.resnet4j.data.augment;

import org.resnet4j.data.Batch;
import org.resnet4j.data.Draws;
import org.resnet4j.data.pixels.Checks;

/**
 * Every image becomes λ of itself and 1 − λ of its neighbour in the batch, and so does its target
 * (Zhang et al. 2017); λ ~ Beta(alpha, alpha), one per batch.
 *
 * @param alpha both parameters of the distribution; 0 mixes nothing
 */
public record Mixup(double alpha) implements Transform.OnBatch {
  /**
   * Checks the parameter.
   *
   * @throws org.resnet4j.data.DataException if it is negative
   */
  public Mixup {
    Checks.notNegative("alpha", alpha);
  }

  @Override
  public Batch apply(Batch batch, int classes, Draws draws) {
    float share = (float) (alpha == 0 ? 1 : draws.beta(alpha));
    int length = batch.exampleLength();
    float[] x = batch.images();
    Neighbours.visit(
        batch,
        (mine, others) -> {
          for (int i = 0; i < length; i++) {
            x[mine + i] = share * x[mine + i] + (1 - share) * others[i];
          }
        });
    return Neighbours.withTargets(batch, classes, share);
  }
}
