package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.pixels.Checks;

/** Mirrored left to right with this probability. */
public record HorizontalFlip(double probability) implements Transform.OnImage {
  public HorizontalFlip {
    Checks.probability(probability);
  }

  @Override
  public Image apply(Image image, Draws draws) {
    return draws.chance(probability) ? flipped(image) : image;
  }

  /** The mirrored image. */
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
