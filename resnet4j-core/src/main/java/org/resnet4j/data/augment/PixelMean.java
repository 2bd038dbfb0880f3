package org.resnet4j.data.augment;

import java.util.Arrays;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;

/**
 * Subtracts the mean image of the training set, pixel by pixel, and divides by a scale: the paper's
 * normalisation for CIFAR-10 and ImageNet.
 *
 * @param mean (C, H, W), from 0 to 1
 * @param scale the divisor of the difference; 1 has no effect
 */
public record PixelMean(float[] mean, double scale) implements Transform.OnNumbers {
  /**
   * Copies the mean image and checks the scale.
   *
   * @throws DataException if the scale is not positive
   */
  public PixelMean {
    mean = mean.clone();
    if (!(scale > 0)) {
      throw new DataException("the scale must be positive, got " + scale);
    }
  }

  /** {@return the mean image, (C, H, W), from 0 to 1, as a copy} */
  @Override
  public float[] mean() {
    return mean.clone();
  }

  /**
   * Measures the mean image of a data set whose images all have the same shape. Reads every image
   * once.
   *
   * @param training the training images
   * @param scale the divisor of the difference, greater than 0
   * @return the normalisation with this mean
   * @throws DataException if the shapes differ, an image cannot be read or the scale is not
   *     positive
   */
  public static PixelMean of(Dataset training, double scale) {
    ImageShape shape =
        training
            .shape()
            .orElseThrow(
                () ->
                    new DataException(
                        "%s has images of different sizes, so there is no mean image"
                            .formatted(training.name())));
    long[] sums = new long[shape.length()];
    for (int i = 0; i < training.size(); i++) {
      Image image = training.image(i);
      for (int p = 0; p < sums.length; p++) {
        sums[p] += image.pixels()[p] & 0xff;
      }
    }
    float[] mean = new float[sums.length];
    for (int p = 0; p < mean.length; p++) {
      mean[p] = (float) (sums[p] / (255.0 * training.size()));
    }
    return new PixelMean(mean, scale);
  }

  @Override
  public void apply(float[] x, int offset, ImageShape shape, Draws draws) {
    if (shape.length() != mean.length) {
      throw new DataException(
          "the mean image has %d values, the image is %s".formatted(mean.length, shape));
    }
    float divisor = (float) scale;
    for (int i = 0; i < mean.length; i++) {
      x[offset + i] = (x[offset + i] - mean[i]) / divisor;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PixelMean that && Arrays.equals(mean, that.mean) && scale == that.scale;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(mean) * 31 + Double.hashCode(scale);
  }

  @Override
  public String toString() {
    return "PixelMean[%d values, scale=%s]".formatted(mean.length, scale);
  }
}
