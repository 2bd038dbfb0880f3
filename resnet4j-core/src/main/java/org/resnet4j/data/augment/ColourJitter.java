package org.resnet4j.data.augment;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.Colours;
import org.resnet4j.data.pixels.Hue;

/**
 * Brightness, contrast and saturation by a random factor in [1 − s, 1 + s], the hue turned by up to
 * {@code hue} of the circle, in random order: torchvision's ColorJitter. No factor is less than 0.
 *
 * @param brightness s of the factor for brightness, at least 0; 0 leaves it as it is
 * @param contrast s of the factor for contrast, at least 0
 * @param saturation s of the factor for saturation, at least 0
 * @param hue the largest turn of the hue either way, 0 to 0.5 of the circle
 */
public record ColourJitter(double brightness, double contrast, double saturation, double hue)
    implements Transform.OnImage {
  /**
   * Checks the strengths.
   *
   * @throws DataException if one is out of its range
   */
  public ColourJitter {
    Checks.notNegative("brightness", brightness);
    Checks.notNegative("contrast", contrast);
    Checks.notNegative("saturation", saturation);
    if (!(hue >= 0 && hue <= 0.5)) {
      throw new DataException("a hue can be rotated by 0 to 0.5 of the circle, got " + hue);
    }
  }

  @Override
  public Image apply(Image image, Draws draws) {
    int[] order = {0, 1, 2, 3};
    for (int i = 3; i > 0; i--) {
      int other = draws.below(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    Image out = image;
    for (int step : order) {
      out =
          switch (step) {
            case 0 -> Colours.brightness(out, factor(brightness, draws));
            case 1 -> Colours.contrast(out, factor(contrast, draws));
            case 2 -> Colours.saturation(out, factor(saturation, draws));
            default -> hue == 0 ? out : Hue.turned(out, draws.uniform(-hue, hue));
          };
    }
    return out;
  }

  private static double factor(double strength, Draws draws) {
    return draws.uniform(Math.max(0, 1 - strength), 1 + strength);
  }
}
