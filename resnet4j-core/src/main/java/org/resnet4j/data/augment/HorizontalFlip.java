package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.pixels.Checks;

/**
 * Mirrored left to right with some probability: with 0.5 the flip of the paper's augmentation
 * (sections 3.4 and 4.2).
 *
 * @param probability of a flip, from 0 to 1
 */
public record HorizontalFlip(double probability) implements Transform.OnImage {
  /**
   * Checks the probability.
   *
   * @throws org.resnet4j.data.DataException if it is not in [0, 1]
   */
  public HorizontalFlip {
    Checks.probability(probability);
  }

  @Override
  public Image apply(Image image, Draws draws) {
    return draws.chance(probability) ? flipped(image) : image;
  }

  /**
   * {@return a mirrored copy}
   *
   * @param image the image to mirror left to right
   */
  public static Image flipped(Image image) {
    int w = image.width();
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    for (int row = 0; row < in.length; row += w) {
      for (int x = 0; x < w; x++) {
        out[row + x] = in[row + w - 1 - x];
      }
    }
    return new Image(image.channels(), image.height(), w, out);
  }
}
