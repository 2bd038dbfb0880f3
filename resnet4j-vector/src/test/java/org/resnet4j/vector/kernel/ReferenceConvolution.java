package org.resnet4j.vector.kernel;

import java.util.Random;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * Convolutions by their definition, in double, over (N, C, H, W); and the way to blocks and back.
 */
final class ReferenceConvolution {
  private ReferenceConvolution() {}

  static double[] forward(ConvolutionShape s, double[] x, float[] w) {
    double[] y = new double[s.n() * s.out() * s.outHeight() * s.outWidth()];
    each(s, (xi, wi, yi) -> y[yi] += x[xi] * w[wi]);
    return y;
  }

  static double[] inputGradient(ConvolutionShape s, double[] dy, float[] w) {
    double[] dx = new double[s.n() * s.in() * s.height() * s.width()];
    each(s, (xi, wi, yi) -> dx[xi] += dy[yi] * w[wi]);
    return dx;
  }

  static double[] weightGradient(ConvolutionShape s, double[] x, double[] dy) {
    double[] dw = new double[s.weights()];
    each(s, (xi, wi, yi) -> dw[wi] += x[xi] * dy[yi]);
    return dw;
  }

  interface Product {
    void at(int x, int w, int y);
  }

  private static void each(ConvolutionShape s, Product product) {
    int ins = s.in() / s.groups();
    for (int n = 0; n < s.n(); n++) {
      for (int k = 0; k < s.out(); k++) {
        int group = k / (s.out() / s.groups());
        for (int c = 0; c < ins; c++) {
          for (int i = 0; i < s.outHeight(); i++) {
            for (int j = 0; j < s.outWidth(); j++) {
              int y = ((n * s.out() + k) * s.outHeight() + i) * s.outWidth() + j;
              int plane = (n * s.in() + group * ins + c) * s.height();
              taps(s, i, j, plane, (k * ins + c) * s.kernel() * s.kernel(), y, product);
            }
          }
        }
      }
    }
  }

  private static void taps(
      ConvolutionShape s, int i, int j, int plane, int w, int y, Product product) {
    for (int a = 0; a < s.kernel(); a++) {
      int row = i * s.stride() + a - s.padding();
      for (int b = 0; b < s.kernel() && row >= 0 && row < s.height(); b++) {
        int column = j * s.stride() + b - s.padding();
        if (column >= 0 && column < s.width()) {
          product.at((plane + row) * s.width() + column, w + a * s.kernel() + b, y);
        }
      }
    }
  }

  static float[] blocked(Layout layout, double[] x) {
    float[] to = new float[layout.size()];
    int i = 0;
    for (int n = 0; n < layout.n(); n++) {
      for (int c = 0; c < layout.channels(); c++) {
        for (int h = 0; h < layout.height(); h++) {
          for (int w = 0; w < layout.width(); w++) {
            to[layout.index(n, c, h, w)] = (float) x[i++];
          }
        }
      }
    }
    return to;
  }

  static double[] plain(Layout layout, float[] x) {
    double[] to = new double[layout.n() * layout.channels() * layout.height() * layout.width()];
    int i = 0;
    for (int n = 0; n < layout.n(); n++) {
      for (int c = 0; c < layout.channels(); c++) {
        for (int h = 0; h < layout.height(); h++) {
          for (int w = 0; w < layout.width(); w++) {
            to[i++] = x[layout.index(n, c, h, w)];
          }
        }
      }
    }
    return to;
  }

  static double[] random(int size, long seed) {
    Random random = new Random(seed);
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  static float[] floats(double[] x) {
    float[] to = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      to[i] = (float) x[i];
    }
    return to;
  }

  static double[] doubles(float[] x) {
    double[] to = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      to[i] = x[i];
    }
    return to;
  }

  /** The largest difference, relative to the largest expected value. */
  static double error(double[] expected, double[] actual) {
    double difference = 0;
    double scale = 1e-30;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
      scale = Math.max(scale, Math.abs(expected[i]));
      if (Double.isNaN(actual[i])) {
        return Double.NaN;
      }
    }
    return difference / scale;
  }
}
