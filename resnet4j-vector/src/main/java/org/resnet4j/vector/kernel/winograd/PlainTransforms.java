package org.resnet4j.vector.kernel.winograd;

import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.TransformKernel;
import org.resnet4j.vector.kernel.machine.WinogradTransform;

/**
 * {@link TransformKernel} by plain loops, which every JVM can run.
 *
 * @param lanes floats of a vector
 */
public record PlainTransforms(int lanes) implements TransformKernel {
  @Override
  public void transform(
      WinogradTransform transform,
      int lines,
      int n,
      float[] x,
      int from,
      int line,
      int next,
      int step,
      float[] y,
      int to,
      int toLine,
      int toNext,
      int toStep) {
    for (int l = 0; l < lines; l++) {
      for (int t = 0; t < n; t++) {
        int p = from + l * line + t * next;
        int q = to + l * toLine + t * toNext;
        for (int lane = 0; lane < lanes; lane++) {
          value(transform, x, p + lane, step, y, q + lane, toStep);
        }
      }
    }
  }

  /** One lane. */
  private static void value(
      WinogradTransform transform, float[] x, int p, int step, float[] y, int q, int toStep) {
    float x0 = x[p];
    float x1 = x[p + step];
    float x2 = x[p + 2 * step];
    switch (transform) {
      case INPUT_4 -> {
        float x3 = x[p + 3 * step];
        float x4 = x[p + 4 * step];
        input4(x0, x1, x2, x3, x4, x[p + 5 * step], y, q, toStep);
      }
      case WEIGHTS_4 -> weights4(x0, x1, x2, y, q, toStep);
      case OUTPUT_4 -> {
        float x3 = x[p + 3 * step];
        float x4 = x[p + 4 * step];
        float x5 = x[p + 5 * step];
        for (int i = 0; i < 4; i++) {
          y[q + i * toStep] = output4(i, x0, x1, x2, x3, x4, x5);
        }
      }
      case INPUT_2 -> {
        y[q] = x0 - x2;
        y[q + toStep] = x1 + x2;
        y[q + 2 * toStep] = x2 - x1;
        y[q + 3 * toStep] = x1 - x[p + 3 * step];
      }
      case WEIGHTS_2 -> weights2(x0, x1, x2, y, q, toStep);
      case OUTPUT_2 -> {
        float x3 = x[p + 3 * step];
        y[q] = output2(0, x0, x1, x2, x3);
        y[q + toStep] = output2(1, x0, x1, x2, x3);
      }
    }
  }

  private static void input4(
      float d0, float d1, float d2, float d3, float d4, float d5, float[] y, int q, int step) {
    float even = Math.fma(d2, -4f, d4);
    float odd = Math.fma(d1, -4f, d3);
    float c = d4 - d2;
    float e = (d3 - d1) * 2;
    y[q] = Math.fma(d0, 4f, Math.fma(d2, -5f, d4));
    y[q + step] = even + odd;
    y[q + 2 * step] = even - odd;
    y[q + 3 * step] = c + e;
    y[q + 4 * step] = c - e;
    y[q + 5 * step] = Math.fma(d1, 4f, Math.fma(d3, -5f, d5));
  }

  private static void weights4(float g0, float g1, float g2, float[] y, int q, int step) {
    float a = (g0 + g2) * (-1 / 6f);
    float b = g1 * (1 / 6f);
    float c = Math.fma(g2, 1 / 6f, g0 * (1 / 24f));
    float e = g1 * (1 / 12f);
    y[q] = g0 * (1 / 4f);
    y[q + step] = a - b;
    y[q + 2 * step] = a + b;
    y[q + 3 * step] = c + e;
    y[q + 4 * step] = c - e;
    y[q + 5 * step] = g2;
  }

  private static void weights2(float g0, float g1, float g2, float[] y, int q, int step) {
    float a = (g0 + g2) * (1 / 2f);
    float b = g1 * (1 / 2f);
    y[q] = g0;
    y[q + step] = a + b;
    y[q + 2 * step] = a - b;
    y[q + 3 * step] = g2;
  }

  /** Result i. */
  private static float output4(int i, float m0, float m1, float m2, float m3, float m4, float m5) {
    return switch (i) {
      case 0 -> m0 + (m1 + m2) + (m3 + m4);
      case 1 -> Math.fma(m3 - m4, 2f, m1 - m2);
      case 2 -> Math.fma(m3 + m4, 4f, m1 + m2);
      default -> Math.fma(m3 - m4, 8f, m1 - m2) + m5;
    };
  }

  /** Result i. */
  private static float output2(int i, float m0, float m1, float m2, float m3) {
    return i == 0 ? m0 + (m1 + m2) : m1 - m2 - m3;
  }

  @Override
  public void columns(
      int first, int end, int n, float[] x, int from, int step, float[] y, int to, int toStep) {
    for (int i = 0; i < n * lanes; i++) {
      int p = from + i;
      input4(
          first > 0 ? 0 : x[p],
          x[p + step],
          end < 3 ? 0 : x[p + 2 * step],
          end < 4 ? 0 : x[p + 3 * step],
          end < 5 ? 0 : x[p + 4 * step],
          end < 6 ? 0 : x[p + 5 * step],
          y,
          to + i,
          toStep);
    }
  }

  @Override
  public void finish(
      WinogradTransform output, int rows, int n, float[] x, int from, int step, BlockEpilogue f) {
    boolean four = output == WinogradTransform.OUTPUT_4;
    for (int t = 0; t < n; t++) {
      for (int lane = 0; lane < lanes; lane++) {
        int p = from + t * lanes + lane;
        float m0 = x[p];
        float m1 = x[p + step];
        float m2 = x[p + 2 * step];
        float m3 = x[p + 3 * step];
        float m4 = four ? x[p + 4 * step] : 0;
        float m5 = four ? x[p + 5 * step] : 0;
        for (int i = 0; i < rows; i++) {
          float v = four ? output4(i, m0, m1, m2, m3, m4, m5) : output2(i, m0, m1, m2, m3);
          v += f.bias[f.biasAt + lane];
          v += f.from[f.fromAt + i * f.fromBlock + t * f.fromStep + lane];
          f.y[f.yAt + i * f.yBlock + t * lanes + lane] = Math.max(v, f.least[lane]);
        }
      }
    }
  }
}
