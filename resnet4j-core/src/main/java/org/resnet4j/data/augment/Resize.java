package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.Crops;

/** Resized so that the shorter side is {@code size}, antialiased bilinear: torchvision's Resize. */
public record Resize(int size) implements Transform.OnImage {
  public Resize {
    Checks.positive("the side to resize to", size);
  }

  @Override
  public Image apply(Image image, Draws draws) {
    return Crops.shorterSide(image, size);
  }
}
