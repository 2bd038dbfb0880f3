package org.resnet4j.data.augment;

import java.util.List;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Draws;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.pixels.Checks;
import org.resnet4j.data.pixels.ColourCovariance;
import org.resnet4j.data.pixels.SymmetricEigen;

/**
 * AlexNet's colour augmentation (Krizhevsky et al. 2012, section 4.1): to every pixel is added p₁,
 * p₂, p₃ times α₁λ₁, α₂λ₂, α₃λ₃, where p and λ are the eigenvectors and eigenvalues of the
 * covariance of the training set's colours, and α ~ N(0, sigma²) is drawn once per image. Comes
 * before normalisation: colours run from 0 to 1.
 *
 * @param sigma 0.1 in the paper
 * @param values λ₁, λ₂, λ₃
 * @param vectors p₁, p₂, p₃, each as red, green, blue
 */
public record PcaColour(double sigma, List<Double> values, List<List<Double>> vectors)
    implements Transform.OnNumbers {
  /**
   * Copies and checks the values.
   *
   * @throws DataException if sigma is negative, or there are not three eigenvalues and three
   *     eigenvectors of three values each
   */
  public PcaColour {
    Checks.notNegative("sigma", sigma);
    values = List.copyOf(values);
    vectors = vectors.stream().map(List::copyOf).toList();
    if (values.size() != 3
        || vectors.size() != 3
        || vectors.stream().anyMatch(vector -> vector.size() != 3)) {
      throw new DataException(
          "colours need three eigenvalues and three eigenvectors of three values each");
    }
  }

  /**
   * {@return ImageNet's eigenvalues and eigenvectors, as in fb.resnet.torch}
   *
   * @param sigma the standard deviation of α, at least 0; 0.1 in AlexNet's paper
   * @throws DataException if it is negative
   */
  public static PcaColour imagenet(double sigma) {
    return new PcaColour(
        sigma,
        List.of(0.2175, 0.0188, 0.0045),
        List.of(
            List.of(-0.5675, -0.5808, -0.5836),
            List.of(0.7192, -0.0045, -0.6948),
            List.of(0.4009, -0.8140, 0.4203)));
  }

  /**
   * Measures eigenvalues and eigenvectors on a training set, over images spread evenly through it.
   *
   * @param training a data set of colour images
   * @param examples the greatest number of images to read
   * @param sigma the standard deviation of α, at least 0
   * @return the augmentation with these values
   * @throws DataException if the data set has no colours, an image cannot be read or sigma is
   *     negative
   */
  public static PcaColour of(Dataset training, int examples, double sigma) {
    var eigen = SymmetricEigen.of(ColourCovariance.of(training, examples));
    return new PcaColour(sigma, eigen.values(), eigen.vectors());
  }

  @Override
  public void apply(float[] x, int offset, ImageShape shape, Draws draws) {
    if (shape.channels() != 3) {
      throw new DataException("colour augmentation needs three channels, the image is " + shape);
    }
    double[] shift = new double[3];
    for (int k = 0; k < 3; k++) {
      double amount = sigma * draws.normal() * values.get(k);
      for (int c = 0; c < 3; c++) {
        shift[c] += amount * vectors.get(k).get(c);
      }
    }
    int plane = shape.height() * shape.width();
    for (int c = 0; c < 3; c++) {
      for (int i = offset + c * plane; i < offset + (c + 1) * plane; i++) {
        x[i] += (float) shift[c];
      }
    }
  }
}
