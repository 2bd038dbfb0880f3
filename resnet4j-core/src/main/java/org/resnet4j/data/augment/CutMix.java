package org.resnet4j.data.augment;

import org.resnet4j.data.Batch;
import org.resnet4j.data.Draws;
import org.resnet4j.data.pixels.Checks;

/**
 * A rectangle of every image is its neighbour's, and the target is mixed by area (Yun et al. 2019);
 * the rectangle's share is 1 − λ, λ ~ Beta(alpha, alpha), one rectangle per batch.
 *
 * @param alpha both parameters of the distribution; 0 cuts nothing
 */
public record CutMix(double alpha) implements Transform.OnBatch {
  /**
   * Checks the parameter.
   *
   * @throws org.resnet4j.data.DataException if it is negative
   */
  public CutMix {
    Checks.notNegative("alpha", alpha);
  }

  @Override
  public Batch apply(Batch batch, int classes, Draws draws) {
    double side = Math.sqrt(1 - (alpha == 0 ? 1 : draws.beta(alpha)));
    int h = batch.height();
    int w = batch.width();
    int centreY = draws.below(h);
    int centreX = draws.below(w);
    int halfH = (int) (side * h / 2);
    int halfW = (int) (side * w / 2);
    int top = Math.max(0, centreY - halfH);
    int bottom = Math.min(h, centreY + halfH);
    int left = Math.max(0, centreX - halfW);
    int right = Math.min(w, centreX + halfW);
    Neighbours.visit(
        batch,
        (mine, others) -> {
          for (int c = 0; c < batch.channels(); c++) {
            for (int y = top; y < bottom; y++) {
              int row = (c * h + y) * w + left;
              System.arraycopy(others, row, batch.images(), mine + row, right - left);
            }
          }
        });
    double cut = (double) (bottom - top) * (right - left) / ((double) h * w);
    return Neighbours.withTargets(batch, classes, (float) (1 - cut));
  }
}
