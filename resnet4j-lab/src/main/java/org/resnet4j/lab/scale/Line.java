package org.resnet4j.lab.scale;

import java.util.Arrays;

/**
 * The straight line nearest to points, each weighed by how small it is: least squares of relative
 * errors.
 */
record Line(double start, double slope) {
  static Line through(double[] x, double[] y) {
    double[] w = Arrays.stream(y).map(v -> 1 / (v * v)).toArray();
    double all = Arrays.stream(w).sum();
    double middleX = 0;
    double middleY = 0;
    for (int i = 0; i < x.length; i++) {
      middleX += w[i] * x[i] / all;
      middleY += w[i] * y[i] / all;
    }
    double up = 0;
    double along = 0;
    for (int i = 0; i < x.length; i++) {
      up += w[i] * (x[i] - middleX) * (y[i] - middleY);
      along += w[i] * (x[i] - middleX) * (x[i] - middleX);
    }
    double slope = up / along;
    return new Line(middleY - slope * middleX, slope);
  }
}
