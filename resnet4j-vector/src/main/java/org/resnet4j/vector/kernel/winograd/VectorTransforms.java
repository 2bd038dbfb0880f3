package org.resnet4j.vector.kernel.winograd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Lanes.ZEROS;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.TransformKernel;
import org.resnet4j.vector.kernel.machine.WinogradTransform;

/**
 * {@link TransformKernel} on Java's Vector API. Each loop has its own lines: vectors that are given
 * to a method are boxed where the JVM's compiler does not inline it.
 */
final class VectorTransforms implements TransformKernel {
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
      int p = from + l * line;
      int q = to + l * toLine;
      switch (transform) {
        case INPUT_4 -> input4(x, p, step, next, n, y, q, toStep, toNext);
        case WEIGHTS_4 -> weights4(x, p, step, next, n, y, q, toStep, toNext);
        case OUTPUT_4 -> output4(x, p, step, next, n, y, q, toStep, toNext);
        case INPUT_2 -> input2(x, p, step, next, n, y, q, toStep, toNext);
        case WEIGHTS_2 -> weights2(x, p, step, next, n, y, q, toStep, toNext);
        case OUTPUT_2 -> output2(x, p, step, next, n, y, q, toStep, toNext);
      }
    }
  }

  private static void input4(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector d0 = fromArray(SPECIES, x, p);
      FloatVector d1 = fromArray(SPECIES, x, p + step);
      FloatVector d2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector d3 = fromArray(SPECIES, x, p + 3 * step);
      FloatVector d4 = fromArray(SPECIES, x, p + 4 * step);
      FloatVector d5 = fromArray(SPECIES, x, p + 5 * step);
      FloatVector even = d2.fma(broadcast(SPECIES, -4), d4);
      FloatVector odd = d1.fma(broadcast(SPECIES, -4), d3);
      FloatVector c = d4.sub(d2);
      FloatVector e = d3.sub(d1).mul(2f);
      d0.fma(broadcast(SPECIES, 4), d2.fma(broadcast(SPECIES, -5), d4)).intoArray(y, q);
      even.add(odd).intoArray(y, q + toStep);
      even.sub(odd).intoArray(y, q + 2 * toStep);
      c.add(e).intoArray(y, q + 3 * toStep);
      c.sub(e).intoArray(y, q + 4 * toStep);
      d1.fma(broadcast(SPECIES, 4), d3.fma(broadcast(SPECIES, -5), d5))
          .intoArray(y, q + 5 * toStep);
    }
  }

  private static void weights4(
      float[] g, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector g0 = fromArray(SPECIES, g, p);
      FloatVector g1 = fromArray(SPECIES, g, p + step);
      FloatVector g2 = fromArray(SPECIES, g, p + 2 * step);
      FloatVector a = g0.add(g2).mul(-1 / 6f);
      FloatVector b = g1.mul(1 / 6f);
      FloatVector c = g2.fma(broadcast(SPECIES, 1 / 6f), g0.mul(1 / 24f));
      FloatVector e = g1.mul(1 / 12f);
      g0.mul(1 / 4f).intoArray(y, q);
      a.sub(b).intoArray(y, q + toStep);
      a.add(b).intoArray(y, q + 2 * toStep);
      c.add(e).intoArray(y, q + 3 * toStep);
      c.sub(e).intoArray(y, q + 4 * toStep);
      g2.intoArray(y, q + 5 * toStep);
    }
  }

  private static void output4(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector m1 = fromArray(SPECIES, x, p + step);
      FloatVector m2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector m3 = fromArray(SPECIES, x, p + 3 * step);
      FloatVector m4 = fromArray(SPECIES, x, p + 4 * step);
      FloatVector a = m1.add(m2);
      FloatVector b = m1.sub(m2);
      FloatVector c = m3.add(m4);
      FloatVector e = m3.sub(m4);
      FloatVector y0 = fromArray(SPECIES, x, p).add(a).add(c);
      FloatVector y3 = e.fma(broadcast(SPECIES, 8), b).add(fromArray(SPECIES, x, p + 5 * step));
      y0.intoArray(y, q);
      e.fma(broadcast(SPECIES, 2), b).intoArray(y, q + toStep);
      c.fma(broadcast(SPECIES, 4), a).intoArray(y, q + 2 * toStep);
      y3.intoArray(y, q + 3 * toStep);
    }
  }

  private static void input2(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector d0 = fromArray(SPECIES, x, p);
      FloatVector d1 = fromArray(SPECIES, x, p + step);
      FloatVector d2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector d3 = fromArray(SPECIES, x, p + 3 * step);
      d0.sub(d2).intoArray(y, q);
      d1.add(d2).intoArray(y, q + toStep);
      d2.sub(d1).intoArray(y, q + 2 * toStep);
      d1.sub(d3).intoArray(y, q + 3 * toStep);
    }
  }

  private static void weights2(
      float[] g, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector g0 = fromArray(SPECIES, g, p);
      FloatVector g1 = fromArray(SPECIES, g, p + step).mul(1 / 2f);
      FloatVector g2 = fromArray(SPECIES, g, p + 2 * step);
      FloatVector a = g0.add(g2).mul(1 / 2f);
      g0.intoArray(y, q);
      a.add(g1).intoArray(y, q + toStep);
      a.sub(g1).intoArray(y, q + 2 * toStep);
      g2.intoArray(y, q + 3 * toStep);
    }
  }

  private static void output2(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector m0 = fromArray(SPECIES, x, p);
      FloatVector m1 = fromArray(SPECIES, x, p + step);
      FloatVector m2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector m3 = fromArray(SPECIES, x, p + 3 * step);
      m0.add(m1.add(m2)).intoArray(y, q);
      m1.sub(m2).sub(m3).intoArray(y, q + toStep);
    }
  }

  @Override
  public void columns(
      int first, int end, int n, float[] x, int from, int step, float[] y, int to, int toStep) {
    // a row that is outside is read from zeros, again and again
    float[] x0 = first > 0 ? ZEROS : x;
    float[] x2 = end < 3 ? ZEROS : x;
    float[] x3 = end < 4 ? ZEROS : x;
    float[] x4 = end < 5 ? ZEROS : x;
    float[] x5 = end < 6 ? ZEROS : x;
    int p0 = first > 0 ? 0 : from;
    int p1 = from + step;
    int p2 = end < 3 ? 0 : from + 2 * step;
    int p3 = end < 4 ? 0 : from + 3 * step;
    int p4 = end < 5 ? 0 : from + 4 * step;
    int p5 = end < 6 ? 0 : from + 5 * step;
    for (int t = 0; t < n; t++) {
      int at = t * LANES;
      int q = to + at;
      FloatVector d0 = fromArray(SPECIES, x0, first > 0 ? 0 : p0 + at);
      FloatVector d1 = fromArray(SPECIES, x, p1 + at);
      FloatVector d2 = fromArray(SPECIES, x2, end < 3 ? 0 : p2 + at);
      FloatVector d3 = fromArray(SPECIES, x3, end < 4 ? 0 : p3 + at);
      FloatVector d4 = fromArray(SPECIES, x4, end < 5 ? 0 : p4 + at);
      FloatVector d5 = fromArray(SPECIES, x5, end < 6 ? 0 : p5 + at);
      FloatVector even = d2.fma(broadcast(SPECIES, -4), d4);
      FloatVector odd = d1.fma(broadcast(SPECIES, -4), d3);
      FloatVector c = d4.sub(d2);
      FloatVector e = d3.sub(d1).mul(2f);
      d0.fma(broadcast(SPECIES, 4), d2.fma(broadcast(SPECIES, -5), d4)).intoArray(y, q);
      even.add(odd).intoArray(y, q + toStep);
      even.sub(odd).intoArray(y, q + 2 * toStep);
      c.add(e).intoArray(y, q + 3 * toStep);
      c.sub(e).intoArray(y, q + 4 * toStep);
      d1.fma(broadcast(SPECIES, 4), d3.fma(broadcast(SPECIES, -5), d5))
          .intoArray(y, q + 5 * toStep);
    }
  }

  @Override
  public void finish(
      WinogradTransform output, int rows, int n, float[] x, int from, int step, BlockEpilogue f) {
    if (output == WinogradTransform.OUTPUT_4) {
      finish4(rows, n, x, from, step, f);
    } else {
      finish2(rows, n, x, from, step, f);
    }
  }

  private static void finish4(int rows, int n, float[] x, int from, int step, BlockEpilogue f) {
    FloatVector bias = fromArray(SPECIES, f.bias, f.biasAt);
    FloatVector least = fromArray(SPECIES, f.least, 0);
    float[] r = f.from;
    float[] y = f.y;
    for (int t = 0; t < n; t++) {
      int p = from + t * LANES;
      int k = f.fromAt + t * f.fromStep;
      int q = f.yAt + t * LANES;
      FloatVector m1 = fromArray(SPECIES, x, p + step);
      FloatVector m2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector m3 = fromArray(SPECIES, x, p + 3 * step);
      FloatVector m4 = fromArray(SPECIES, x, p + 4 * step);
      FloatVector a = m1.add(m2);
      FloatVector b = m1.sub(m2);
      FloatVector c = m3.add(m4);
      FloatVector e = m3.sub(m4);
      FloatVector v = fromArray(SPECIES, x, p).add(a).add(c).add(bias);
      v.add(fromArray(SPECIES, r, k)).max(least).intoArray(y, q);
      if (rows > 1) {
        v = e.fma(broadcast(SPECIES, 2), b).add(bias);
        v.add(fromArray(SPECIES, r, k + f.fromBlock)).max(least).intoArray(y, q + f.yBlock);
      }
      if (rows > 2) {
        v = c.fma(broadcast(SPECIES, 4), a).add(bias);
        v.add(fromArray(SPECIES, r, k + 2 * f.fromBlock)).max(least).intoArray(y, q + 2 * f.yBlock);
      }
      if (rows > 3) {
        v = e.fma(broadcast(SPECIES, 8), b).add(fromArray(SPECIES, x, p + 5 * step)).add(bias);
        v.add(fromArray(SPECIES, r, k + 3 * f.fromBlock)).max(least).intoArray(y, q + 3 * f.yBlock);
      }
    }
  }

  private static void finish2(int rows, int n, float[] x, int from, int step, BlockEpilogue f) {
    FloatVector bias = fromArray(SPECIES, f.bias, f.biasAt);
    FloatVector least = fromArray(SPECIES, f.least, 0);
    for (int t = 0; t < n; t++) {
      int p = from + t * LANES;
      int k = f.fromAt + t * f.fromStep;
      int q = f.yAt + t * LANES;
      FloatVector m1 = fromArray(SPECIES, x, p + step);
      FloatVector m2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector v = fromArray(SPECIES, x, p).add(m1.add(m2)).add(bias);
      v.add(fromArray(SPECIES, f.from, k)).max(least).intoArray(f.y, q);
      if (rows > 1) {
        v = m1.sub(m2).sub(fromArray(SPECIES, x, p + 3 * step)).add(bias);
        v.add(fromArray(SPECIES, f.from, k + f.fromBlock)).max(least).intoArray(f.y, q + f.yBlock);
      }
    }
  }
}
