package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.Crops;

/**
 * A square at a random place; an image that is smaller is padded with black. With 224 after {@link
 * ScaleJitter} it is the paper's crop for ImageNet (section 3.4).
 *
 * @param size side of the square in pixels
 */
public record RandomCrop(int size) implements Transform.OnImage {
  /**
   * Checks the side.
   *
   * @throws org.resnet4j.data.DataException if it is less than 1
   */
  public RandomCrop {
    Checks.positive("the side of a crop", size);
  }

  @Override
  public Image apply(Image image, Draws draws) {
    Image large = Crops.padTo(image, size);
    int top = draws.below(large.height() - size + 1);
    int left = draws.below(large.width() - size + 1);
    return Crops.crop(large, top, left, size, size);
  }
}
