package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Scaled;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.Crops;

/**
 * The centre square with this side; an image that is smaller is padded with black.
 *
 * @param size side of the square in pixels
 */
public record CentreCrop(int size) implements Transform.Cropping {
  /**
   * Checks the side.
   *
   * @throws org.resnet4j.data.DataException if it is less than 1
   */
  public CentreCrop {
    Checks.positive("the side of a crop", size);
  }

  @Override
  public Image part(Scaled image, Draws draws) {
    return Crops.centre(image, size, size);
  }
}
