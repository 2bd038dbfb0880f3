package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Interpolation;
import org.resnet4j.data.image.Scaled;
import org.resnet4j.data.pixels.Checks;

/**
 * Resized in proportion, antialiased: torchvision's Resize.
 *
 * @param size of the shorter side, in pixels
 * @param how the values between pixels are found
 */
public record Resize(int size, Interpolation how) implements Transform.Scaling {
  /**
   * Checks the side.
   *
   * @throws org.resnet4j.data.DataException if it is less than 1
   */
  public Resize {
    Checks.positive("the side to resize to", size);
  }

  /**
   * Bilinear, torchvision's usual.
   *
   * @param size of the shorter side, in pixels
   * @throws org.resnet4j.data.DataException if it is less than 1
   */
  public Resize(int size) {
    this(size, Interpolation.BILINEAR);
  }

  @Override
  public Scaled scaled(Image image, Draws draws) {
    return Scaled.shorterSide(image, size, how);
  }
}
