package org.resnet4j.data.augment;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.Operation;

/**
 * RandAugment (Cubuk et al. 2019): several operations, drawn at random, all at the same strength.
 *
 * @param operations how many, usually 2
 * @param magnitude 0 to 30, usually 9
 */
public record RandAugment(int operations, int magnitude) implements Transform.OnImage {
  private static final int BINS = 31;

  /**
   * Checks number and magnitude.
   *
   * @throws DataException if there is no operation, or the magnitude is not 0 to 30
   */
  public RandAugment {
    Checks.positive("the number of operations", operations);
    if (magnitude < 0 || magnitude >= BINS) {
      throw new DataException("RandAugment's magnitude is 0 to 30, got " + magnitude);
    }
  }

  @Override
  public Image apply(Image image, Draws draws) {
    Image out = image;
    for (int i = 0; i < operations; i++) {
      Operation operation = Operation.values()[draws.below(Operation.values().length)];
      double strength = magnitude / (BINS - 1.0);
      out = operation.apply(out, strength, Operation.Reach.RAND_AUGMENT, draws);
    }
    return out;
  }
}
