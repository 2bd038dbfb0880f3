package org.resnet4j.data.augment;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Resampling;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.Crops;

/**
 * A random part of the image, resized to a square: GoogLeNet's augmentation (Szegedy et al. 2014,
 * section 6), as torchvision does it.
 *
 * @param size side of the square in pixels
 * @param minArea smallest share of the image's area, greater than 0
 * @param maxArea largest share of the image's area
 * @param minRatio smallest width / height of the part, greater than 0
 * @param maxRatio largest width / height of the part
 */
public record RandomResizedCrop(
    int size, double minArea, double maxArea, double minRatio, double maxRatio)
    implements Transform.OnImage {
  private static final int TRIES = 10;

  /**
   * Checks side and ranges.
   *
   * @throws DataException if the side is less than 1 or a range is empty
   */
  public RandomResizedCrop {
    Checks.positive("the side of a crop", size);
    if (!(minArea > 0 && maxArea >= minArea && minRatio > 0 && maxRatio >= minRatio)) {
      throw new DataException(
          "no crop has an area in [%s, %s] and a ratio in [%s, %s]"
              .formatted(minArea, maxArea, minRatio, maxRatio));
    }
  }

  /**
   * {@return crops of 8 % to all of the area, with ratios from 3/4 to 4/3}
   *
   * @param size side of the square in pixels
   * @throws DataException if it is less than 1
   */
  public static RandomResizedCrop usual(int size) {
    return new RandomResizedCrop(size, 0.08, 1, 3.0 / 4, 4.0 / 3);
  }

  @Override
  public Image apply(Image image, Draws draws) {
    return Resampling.resize(part(image, draws), size, size);
  }

  private Image part(Image image, Draws draws) {
    double area = (double) image.height() * image.width();
    for (int i = 0; i < TRIES; i++) {
      double wanted = area * draws.uniform(minArea, maxArea);
      double ratio =
          StrictMath.exp(draws.uniform(StrictMath.log(minRatio), StrictMath.log(maxRatio)));
      int w = (int) Math.rint(Math.sqrt(wanted * ratio));
      int h = (int) Math.rint(Math.sqrt(wanted / ratio));
      if (w > 0 && h > 0 && w <= image.width() && h <= image.height()) {
        int top = draws.below(image.height() - h + 1);
        int left = draws.below(image.width() - w + 1);
        return Crops.crop(image, top, left, h, w);
      }
    }
    return middle(image);
  }

  // the largest centred part whose ratio is allowed
  private Image middle(Image image) {
    int w = image.width();
    int h = image.height();
    double ratio = (double) w / h;
    if (ratio < minRatio) {
      h = Math.max(1, (int) Math.rint(w / minRatio));
    } else if (ratio > maxRatio) {
      w = Math.max(1, (int) Math.rint(h * maxRatio));
    }
    return Crops.crop(image, (image.height() - h) / 2, (image.width() - w) / 2, h, w);
  }
}
