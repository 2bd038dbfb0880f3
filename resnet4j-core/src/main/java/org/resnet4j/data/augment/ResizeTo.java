package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Resampling;
import org.resnet4j.data.pixels.Checks;

/**
 * Resized to this height and width, whatever the proportions were; antialiased bilinear.
 *
 * @param height in pixels
 * @param width in pixels
 */
public record ResizeTo(int height, int width) implements Transform.OnImage {
  /**
   * Checks both sides.
   *
   * @throws org.resnet4j.data.DataException if one is less than 1
   */
  public ResizeTo {
    Checks.positive("the height to resize to", height);
    Checks.positive("the width to resize to", width);
  }

  @Override
  public Image apply(Image image, Draws draws) {
    return Resampling.resize(image, height, width);
  }
}
