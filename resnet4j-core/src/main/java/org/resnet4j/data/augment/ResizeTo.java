package org.resnet4j.data.augment;

import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Interpolation;
import org.resnet4j.data.image.Scaled;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.Crops;

/**
 * Resized to this height and width, antialiased. An image of this size stays as it is.
 *
 * @param height in pixels
 * @param width in pixels
 * @param fit what becomes of the proportions
 * @param how the values between pixels are found
 */
public record ResizeTo(int height, int width, Fit fit, Interpolation how)
    implements Transform.OnImage {
  /** What becomes of an image's proportions. */
  public enum Fit {
    /** They are given up. */
    STRETCHED,
    /**
     * They are kept: the image is resized until it covers the rectangle, and cropped in the middle.
     * For a square it is {@link Resize} and {@link CentreCrop} of its side.
     */
    COVERING
  }

  /**
   * Checks both sides.
   *
   * @throws org.resnet4j.data.DataException if one is less than 1
   */
  public ResizeTo {
    Checks.positive("the height to resize to", height);
    Checks.positive("the width to resize to", width);
  }

  /**
   * Whatever the proportions were; bilinear.
   *
   * @param height in pixels
   * @param width in pixels
   * @throws org.resnet4j.data.DataException if one is less than 1
   */
  public ResizeTo(int height, int width) {
    this(height, width, Fit.STRETCHED, Interpolation.BILINEAR);
  }

  /**
   * {@return the step that makes a picture of any size as large as a data set's images}
   *
   * @param height of the data set's images, in pixels
   * @param width of the data set's images, in pixels
   * @throws org.resnet4j.data.DataException if one is less than 1
   */
  public static ResizeTo covering(int height, int width) {
    return new ResizeTo(height, width, Fit.COVERING, Interpolation.BILINEAR);
  }

  @Override
  public Image apply(Image image, Draws draws) {
    return switch (fit) {
      case STRETCHED -> new Scaled(image, height, width, how).whole();
      case COVERING -> Crops.centre(Scaled.covering(image, height, width, how), height, width);
    };
  }
}
