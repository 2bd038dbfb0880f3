package org.resnet4j.export.evaluate;

import java.util.stream.IntStream;

/** Matrix products. */
final class MatrixOperators {
  private MatrixOperators() {}

  /** x Wᵀ + b; x (N, in), W (out, in). */
  static Dense gemm(Dense x, Dense weight, float[] bias) {
    int in = weight.size(1);
    int out = weight.size(0);
    var y = Dense.zeros(x.size(0), out);
    IntStream.range(0, y.data().length)
        .parallel()
        .forEach(
            i -> {
              double sum = bias.length == 0 ? 0 : bias[i % out];
              for (int k = 0; k < in; k++) {
                sum += (double) x.data()[i / out * in + k] * weight.data()[i % out * in + k];
              }
              y.data()[i] = (float) sum;
            });
    return y;
  }

  /** Over the last two axes; either side may be one matrix for all. */
  static Dense matMul(Dense a, Dense b) {
    boolean left = a.sizes().length == 2;
    var many = left ? b : a;
    int rows = a.sizes()[a.sizes().length - 2];
    int inner = a.sizes()[a.sizes().length - 1];
    int columns = b.sizes()[b.sizes().length - 1];
    var y = Dense.zeros(many.size(0), many.size(1), rows, columns);
    for (int plane = 0; plane < many.size(0) * many.size(1); plane++) {
      int fromA = left ? 0 : plane * rows * inner;
      int fromB = left ? plane * inner * columns : 0;
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          double sum = 0;
          for (int k = 0; k < inner; k++) {
            sum += (double) a.data()[fromA + i * inner + k] * b.data()[fromB + k * columns + j];
          }
          y.data()[(plane * rows + i) * columns + j] = (float) sum;
        }
      }
    }
    return y;
  }
}
