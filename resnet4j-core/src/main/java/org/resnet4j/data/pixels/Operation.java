package org.resnet4j.data.pixels;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;

/** The fourteen operations of RandAugment and TrivialAugment, as in torchvision. */
public enum Operation {
  IDENTITY,
  SHEAR_X,
  SHEAR_Y,
  TRANSLATE_X,
  TRANSLATE_Y,
  ROTATE,
  BRIGHTNESS,
  COLOUR,
  CONTRAST,
  SHARPNESS,
  POSTERIZE,
  SOLARIZE,
  AUTO_CONTRAST,
  EQUALIZE;

  /** How far an operation may go at full strength. */
  public record Reach(
      double shear, double shift, boolean shiftInPixels, double turn, double colour, int bits) {
    public static final Reach RAND_AUGMENT = new Reach(0.3, 150.0 / 331, false, 30, 0.9, 4);
    public static final Reach TRIVIAL_AUGMENT_WIDE = new Reach(0.99, 32, true, 135, 0.99, 6);
  }

  /**
   * @param strength 0 to 1
   */
  public Image apply(Image image, double strength, Reach reach, Draws draws) {
    double sign = draws.chance(0.5) ? -1 : 1;
    double shift = sign * strength * reach.shift();
    double factor = 1 + sign * strength * reach.colour();
    double across = reach.shiftInPixels() ? 1 : image.width();
    double down = reach.shiftInPixels() ? 1 : image.height();
    return switch (this) {
      case IDENTITY -> image;
      case SHEAR_X -> Affine.shearX(sign * strength * reach.shear()).apply(image);
      case SHEAR_Y -> Affine.shearY(sign * strength * reach.shear()).apply(image);
      case TRANSLATE_X -> Affine.translate((int) (shift * across), 0).apply(image);
      case TRANSLATE_Y -> Affine.translate(0, (int) (shift * down)).apply(image);
      case ROTATE -> Affine.rotate(sign * strength * reach.turn()).apply(image);
      case BRIGHTNESS -> Colours.brightness(image, factor);
      case COLOUR -> Colours.saturation(image, factor);
      case CONTRAST -> Colours.contrast(image, factor);
      case SHARPNESS -> Colours.sharpness(image, factor);
      case POSTERIZE -> Colours.posterize(image, 8 - (int) Math.rint(strength * reach.bits()));
      case SOLARIZE -> Colours.solarize(image, 255 * (1 - strength));
      case AUTO_CONTRAST -> Colours.autoContrast(image);
      case EQUALIZE -> Colours.equalize(image);
    };
  }
}
