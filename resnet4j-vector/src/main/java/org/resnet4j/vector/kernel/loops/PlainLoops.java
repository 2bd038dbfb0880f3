package org.resnet4j.vector.kernel.loops;

import java.util.Arrays;

/**
 * {@link LaneLoops} that every JVM can run, and whose compiler may make vectors of.
 *
 * @param lanes floats of a vector
 */
public record PlainLoops(int lanes) implements LaneLoops {
  @Override
  public void copy(float[] x, int xo, int xStep, float[] y, int yo, int yStep, int count) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, xo + i * xStep, y, yo + i * yStep, lanes);
    }
  }

  @Override
  public void affine(
      float[] x,
      int xo,
      int xStep,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float least,
      float[] y,
      int yo,
      int yStep,
      int count) {
    for (int i = 0; i < count; i++) {
      int p = xo + i * xStep;
      int q = yo + i * yStep;
      for (int l = 0; l < lanes; l++) {
        y[q + l] = Math.max(Math.fma(x[p + l], scale[scaleAt + l], shift[shiftAt + l]), least);
      }
    }
  }

  @Override
  public void affineAdd(
      float[] x,
      int xo,
      float[] scale,
      float[] shift,
      int channel,
      float[] r,
      int ro,
      float least,
      float[] y,
      int yo,
      int count) {
    for (int i = 0; i < count * lanes; i += lanes) {
      for (int l = 0; l < lanes; l++) {
        float v = Math.fma(x[xo + i + l], scale[channel + l], shift[channel + l]);
        y[yo + i + l] = Math.max(v + r[ro + i + l], least);
      }
    }
  }

  @Override
  public void add(
      float[] x,
      int xo,
      float[] bias,
      int biasAt,
      float[] r,
      int ro,
      int rStep,
      float least,
      float[] y,
      int yo,
      int yStep,
      int count) {
    for (int i = 0; i < count; i++) {
      int p = xo + i * lanes;
      int q = ro + i * rStep;
      int to = yo + i * yStep;
      for (int l = 0; l < lanes; l++) {
        y[to + l] = Math.max(x[p + l] + bias[biasAt + l] + r[q + l], least);
      }
    }
  }

  @Override
  public void sum(
      float[] a, int ao, float[] b, int bo, float least, float[] y, int yo, int length) {
    for (int i = 0; i < length; i++) {
      y[yo + i] = Math.max(a[ao + i] + b[bo + i], least);
    }
  }

  @Override
  public void gate(
      float[] h, int ho, float[] t, int to, float[] x, int xo, float[] y, int yo, int length) {
    for (int i = 0; i < length; i++) {
      float other = x[xo + i];
      y[yo + i] = Math.fma(h[ho + i] - other, t[to + i], other);
    }
  }

  @Override
  public void max(
      float[] x, int xo, int line, int rows, int columns, int next, int count, float[] y, int yo) {
    for (int i = 0; i < count; i++) {
      max(x, xo + i * next, line, rows, columns, y, yo + i * lanes);
    }
  }

  /** Of one window. */
  private void max(float[] x, int xo, int line, int rows, int columns, float[] y, int yo) {
    Arrays.fill(y, yo, yo + lanes, Float.NEGATIVE_INFINITY);
    for (int r = 0; r < rows; r++) {
      for (int p = xo + r * line; p < xo + r * line + columns * lanes; p += lanes) {
        for (int l = 0; l < lanes; l++) {
          y[yo + l] = Math.max(y[yo + l], x[p + l]);
        }
      }
    }
  }

  @Override
  public void mean(
      float[] x, int xo, int line, int rows, int columns, float factor, float[] y, int yo) {
    Arrays.fill(y, yo, yo + lanes, 0f);
    for (int r = 0; r < rows; r++) {
      for (int p = xo + r * line; p < xo + r * line + columns * lanes; p += lanes) {
        for (int l = 0; l < lanes; l++) {
          y[yo + l] += x[p + l];
        }
      }
    }
    for (int l = 0; l < lanes; l++) {
      y[yo + l] *= factor;
    }
  }

  @Override
  public void windowSum(
      float[] x, int xo, int line, float[] coefficient, float[] bias, int at, float[] y, int yo) {
    for (int l = 0; l < lanes; l++) {
      int p = xo + l;
      float sum = x[p] + x[p + lanes] + x[p + line] + x[p + line + lanes];
      y[yo + l] = Math.fma(sum, coefficient[at + l], bias[at + l]);
    }
  }

  @Override
  public void addLanes(
      float[] x, int xo, int xStep, float[] y, int yo, int yStep, int count, int from, int to) {
    for (int i = 0; i < count; i++) {
      int p = xo + i * xStep;
      int q = yo + i * yStep;
      for (int l = 0; l < lanes; l++) {
        y[q + l] += l >= from && l < to ? x[p + l] : 0f;
      }
    }
  }

  @Override
  public void relu(float[] x, int xo, float[] y, int yo, int length) {
    for (int i = 0; i < length; i++) {
      y[yo + i] = Math.max(x[xo + i], 0f);
    }
  }

  @Override
  public void tanh(float[] x, int xo, float[] y, int yo, int length, float slope, float amplitude) {
    for (int i = 0; i < length; i++) {
      y[yo + i] = PlainMath.tanh(x[xo + i] * slope) * amplitude;
    }
  }

  @Override
  public void sigmoid(float[] x, int xo, float[] y, int yo, int length, int first) {
    for (int i = 0; i < length; i++) {
      y[yo + i] = i % lanes < first ? 1f / (PlainMath.exp(-x[xo + i]) + 1f) : 0f;
    }
  }

  @Override
  public void square(float[] x, int xo, float[] y, int yo) {
    for (int l = 0; l < lanes; l++) {
      y[yo + l] = x[xo + l] * x[xo + l];
    }
  }

  @Override
  public void respond(
      float[] x,
      int xo,
      float[] squares,
      int at,
      int before,
      int behind,
      float alpha,
      float k,
      double beta,
      float[] y,
      int yo) {
    for (int l = 0; l < lanes; l++) {
      float sum = 0;
      for (int i = -before; i <= behind; i++) {
        sum += squares[at + l + i];
      }
      y[yo + l] = x[xo + l] * PlainMath.power(sum * alpha + k, beta);
    }
  }

  @Override
  public void dots(
      int rows,
      int columns,
      float[] a,
      int ao,
      int aRow,
      float[] b,
      int bo,
      int bRow,
      int last,
      int n,
      float[] sums) {
    Arrays.fill(sums, 0, rows * columns * lanes, 0f);
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < columns; k++) {
        int from = ao + row * aRow;
        int w = bo + Math.min(k, last) * bRow;
        int to = (row * columns + k) * lanes;
        for (int i = 0; i < n; i += lanes) {
          for (int l = 0; l < lanes; l++) {
            sums[to + l] = Math.fma(a[from + i + l], b[w + i + l], sums[to + l]);
          }
        }
      }
    }
  }

  @Override
  public void scale(float high, float low, float[] x, int at, int length) {
    for (int i = at; i < at + length; i++) {
      x[i] = Math.fma(x[i], high, x[i] * low);
    }
  }

  @Override
  public void rearrange(
      int n,
      int m,
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext) {
    for (int j = 0; j < m; j++) {
      int p = from + j * next;
      int q = to + j * toNext;
      for (int i = 0; i < n; i++) {
        y[q + i * toStep] = x[p + i * step];
      }
    }
  }
}
