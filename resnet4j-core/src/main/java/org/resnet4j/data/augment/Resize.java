package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.Crops;

/**
 * Resized in proportion, antialiased bilinear: torchvision's Resize.
 *
 * @param size of the shorter side, in pixels
 */
public record Resize(int size) implements Transform.OnImage {
  /**
   * Checks the side.
   *
   * @throws org.resnet4j.data.DataException if it is less than 1
   */
  public Resize {
    Checks.positive("the side to resize to", size);
  }

  @Override
  public Image apply(Image image, Draws draws) {
    return Crops.shorterSide(image, size);
  }
}
