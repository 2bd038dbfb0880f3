package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.pixels.Operation;

/** TrivialAugment, wide (Müller and Hutter 2021): one operation at a random strength. */
public record TrivialAugment() implements Transform.OnImage {
  private static final int BINS = 31;

  @Override
  public Image apply(Image image, Draws draws) {
    Operation operation = Operation.values()[draws.below(Operation.values().length)];
    double strength = draws.below(BINS) / (BINS - 1.0);
    return operation.apply(image, strength, Operation.Reach.TRIVIAL_AUGMENT_WIDE, draws);
  }
}
