package org.resnet4j.data.augment;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Interpolation;
import org.resnet4j.data.image.Scaled;
import org.resnet4j.data.pixels.Checks;

/**
 * Resized in proportion so that the shorter side has a random length in [min, max]: with 256 and
 * 480 the paper's scale augmentation (section 3.4).
 *
 * @param min least length of the shorter side, in pixels
 * @param max greatest length of the shorter side, in pixels, itself included
 */
public record ScaleJitter(int min, int max) implements Transform.Scaling {
  /**
   * Checks the range.
   *
   * @throws DataException if it is empty or begins below 1
   */
  public ScaleJitter {
    Checks.positive("the shorter side", min);
    if (max < min) {
      throw new DataException("the shorter side cannot be in [%d, %d]".formatted(min, max));
    }
  }

  @Override
  public Scaled scaled(Image image, Draws draws) {
    int size = min + draws.below(max - min + 1);
    return Scaled.shorterSide(image, size, Interpolation.BILINEAR);
  }
}
