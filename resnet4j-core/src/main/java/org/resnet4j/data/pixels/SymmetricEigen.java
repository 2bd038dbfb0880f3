package org.resnet4j.data.pixels;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Eigenvalues, largest first, and unit eigenvectors of a small symmetric matrix, by Jacobi's
 * rotations.
 */
public record SymmetricEigen(List<Double> values, List<List<Double>> vectors) {
  private static final int SWEEPS = 50;

  public static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    List<Integer> order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -a[i][i]))
            .toList();
    return new SymmetricEigen(
        order.stream().map(i -> a[i][i]).toList(),
        order.stream()
            .map(i -> IntStream.range(0, n).mapToObj(row -> v[row][i]).toList())
            .toList());
  }

  // makes a[p][q] zero
  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (Math.abs(a[p][q]) < 1e-300) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double cos = 1 / Math.sqrt(t * t + 1);
    double sin = t * cos;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = cos * kp - sin * kq;
      a[k][q] = sin * kp + cos * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = cos * pk - sin * qk;
      a[q][k] = sin * pk + cos * qk;
      double kp = v[k][p];
      v[k][p] = cos * kp - sin * v[k][q];
      v[k][q] = sin * kp + cos * v[k][q];
    }
  }
}
