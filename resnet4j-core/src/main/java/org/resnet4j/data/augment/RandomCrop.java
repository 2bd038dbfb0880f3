package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.Crops;

/** A square with this side at a random place. */
public record RandomCrop(int size) implements Transform.OnImage {
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
