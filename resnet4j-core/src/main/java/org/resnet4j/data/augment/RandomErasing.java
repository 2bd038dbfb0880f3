package org.resnet4j.data.augment;

import java.util.Arrays;
import org.resnet4j.data.Draws;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.pixels.Checks;

/**
 * A random rectangle becomes zero (Zhong et al. 2017); after normalisation, zero is the mean. Its
 * height / width is from 0.3 to 1 / 0.3.
 *
 * @param probability of a rectangle, from 0 to 1
 * @param minArea smallest share of the image's area, from 0 to 1
 * @param maxArea largest share of the image's area, from 0 to 1
 */
public record RandomErasing(double probability, double minArea, double maxArea)
    implements Transform.OnNumbers {
  private static final int TRIES = 10;
  private static final double LEAST_RATIO = 0.3;

  /**
   * Checks that probability and shares are in [0, 1].
   *
   * @throws org.resnet4j.data.DataException if one is not
   */
  public RandomErasing {
    Checks.probability(probability);
    Checks.probability(minArea);
    Checks.probability(maxArea);
  }

  /**
   * {@return erasing with areas from 2 % to a third of the image, as torchvision's default}
   *
   * @param probability of a rectangle, from 0 to 1
   * @throws org.resnet4j.data.DataException if it is not in [0, 1]
   */
  public static RandomErasing usual(double probability) {
    return new RandomErasing(probability, 0.02, 0.33);
  }

  @Override
  public void apply(float[] x, int offset, ImageShape shape, Draws draws) {
    if (!draws.chance(probability)) {
      return;
    }
    double most = StrictMath.log(1 / LEAST_RATIO);
    for (int i = 0; i < TRIES; i++) {
      double area = shape.height() * shape.width() * draws.uniform(minArea, maxArea);
      double ratio = StrictMath.exp(draws.uniform(-most, most));
      int h = (int) Math.rint(Math.sqrt(area * ratio));
      int w = (int) Math.rint(Math.sqrt(area / ratio));
      if (h > 0 && w > 0 && h < shape.height() && w < shape.width()) {
        int top = draws.below(shape.height() - h + 1);
        int left = draws.below(shape.width() - w + 1);
        erase(x, offset, shape, top, left, h, w);
        return;
      }
    }
  }

  private static void erase(
      float[] x, int offset, ImageShape shape, int top, int left, int h, int w) {
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = top; y < top + h; y++) {
        int from = offset + (c * shape.height() + y) * shape.width() + left;
        Arrays.fill(x, from, from + w, 0);
      }
    }
  }
}
