package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Scaled;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.Crops;

/**
 * A square at a random place; an image that is smaller is padded with black. With 224 after {@link
 * ScaleJitter} it is the paper's crop for ImageNet (section 3.4).
 *
 * @param size side of the square in pixels
 */
public record RandomCrop(int size) implements Transform.Cropping {
  /**
   * Checks the side.
   *
   * @throws org.resnet4j.data.DataException if it is less than 1
   */
  public RandomCrop {
    Checks.positive("the side of a crop", size);
  }

  @Override
  public Image part(Scaled image, Draws draws) {
    int top = draws.below(Math.max(size, image.height()) - size + 1);
    int left = draws.below(Math.max(size, image.width()) - size + 1);
    return Crops.part(image, top, left, size, size);
  }
}
