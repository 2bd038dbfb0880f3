package org.resnet4j.data.pixels;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Image;

/** The covariance of red, green and blue over a data set's pixels, colours from 0 to 1. */
public final class ColourCovariance {
  private ColourCovariance() {}

  public static double[][] of(Dataset training, int examples) {
    if (training.channels() != 3) {
      throw new DataException("%s has no colours".formatted(training.name()));
    }
    double[] sum = new double[3];
    double[][] products = new double[3][3];
    double count = 0;
    int step = Math.max(1, (training.size() + examples - 1) / examples);
    for (int i = 0; i < training.size(); i += step) {
      count += add(training.image(i), sum, products);
    }
    double[][] covariance = new double[3][3];
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        covariance[a][b] = products[a][b] / count - sum[a] / count * (sum[b] / count);
      }
    }
    return covariance;
  }

  private static int add(Image image, double[] sum, double[][] products) {
    int plane = image.height() * image.width();
    double[] colour = new double[3];
    for (int p = 0; p < plane; p++) {
      for (int c = 0; c < 3; c++) {
        colour[c] = (image.pixels()[c * plane + p] & 0xff) / 255.0;
        sum[c] += colour[c];
      }
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          products[a][b] += colour[a] * colour[b];
        }
      }
    }
    return plane;
  }
}
