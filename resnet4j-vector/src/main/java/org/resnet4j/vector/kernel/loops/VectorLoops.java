package org.resnet4j.vector.kernel.loops;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.resnet4j.vector.kernel.microkernel.block.DotBlock;

/** {@link LaneLoops} on Java's Vector API. */
final class VectorLoops implements LaneLoops {
  @Override
  public void copy(float[] x, int xo, int xStep, float[] y, int yo, int yStep, int count) {
    for (int i = 0; i < count; i++) {
      fromArray(SPECIES, x, xo + i * xStep).intoArray(y, yo + i * yStep);
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
    FloatVector a = fromArray(SPECIES, scale, scaleAt);
    FloatVector b = fromArray(SPECIES, shift, shiftAt);
    FloatVector atLeast = broadcast(SPECIES, least);
    for (int i = 0; i < count; i++) {
      fromArray(SPECIES, x, xo + i * xStep).fma(a, b).max(atLeast).intoArray(y, yo + i * yStep);
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
    FloatVector a = fromArray(SPECIES, scale, channel);
    FloatVector b = fromArray(SPECIES, shift, channel);
    FloatVector atLeast = broadcast(SPECIES, least);
    for (int i = 0; i < count * LANES; i += LANES) {
      FloatVector v = fromArray(SPECIES, x, xo + i).fma(a, b);
      v.add(fromArray(SPECIES, r, ro + i)).max(atLeast).intoArray(y, yo + i);
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
    FloatVector plus = fromArray(SPECIES, bias, biasAt);
    FloatVector atLeast = broadcast(SPECIES, least);
    for (int i = 0; i < count; i++) {
      FloatVector v = fromArray(SPECIES, x, xo + i * LANES).add(plus);
      v.add(fromArray(SPECIES, r, ro + i * rStep)).max(atLeast).intoArray(y, yo + i * yStep);
    }
  }

  @Override
  public void sum(
      float[] a, int ao, float[] b, int bo, float least, float[] y, int yo, int length) {
    FloatVector atLeast = broadcast(SPECIES, least);
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = fromArray(SPECIES, a, ao + i).add(fromArray(SPECIES, b, bo + i));
      v.max(atLeast).intoArray(y, yo + i);
    }
  }

  @Override
  public void gate(
      float[] h, int ho, float[] t, int to, float[] x, int xo, float[] y, int yo, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector other = fromArray(SPECIES, x, xo + i);
      FloatVector v = fromArray(SPECIES, h, ho + i).sub(other);
      v.fma(fromArray(SPECIES, t, to + i), other).intoArray(y, yo + i);
    }
  }

  @Override
  public void max(
      float[] x, int xo, int line, int rows, int columns, int next, int count, float[] y, int yo) {
    for (int i = 0; i < count; i++) {
      if (columns == 3) {
        three(x, xo + i * next, line, rows, y, yo + i * LANES);
      } else {
        max(x, xo + i * next, line, rows, columns, y, yo + i * LANES);
      }
    }
  }

  /** Of one window. */
  private static void max(float[] x, int xo, int line, int rows, int columns, float[] y, int yo) {
    FloatVector best = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        best = best.max(fromArray(SPECIES, x, xo + r * line + c * LANES));
      }
    }
    best.intoArray(y, yo);
  }

  /** Of one window of three columns. */
  private static void three(float[] x, int xo, int line, int rows, float[] y, int yo) {
    FloatVector best = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int r = 0; r < rows; r++) {
      int p = xo + r * line;
      FloatVector first = fromArray(SPECIES, x, p).max(fromArray(SPECIES, x, p + LANES));
      best = best.max(first).max(fromArray(SPECIES, x, p + 2 * LANES));
    }
    best.intoArray(y, yo);
  }

  @Override
  public void mean(
      float[] x, int xo, int line, int rows, int columns, float factor, float[] y, int yo) {
    FloatVector sum = zero(SPECIES);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        sum = sum.add(fromArray(SPECIES, x, xo + r * line + c * LANES));
      }
    }
    sum.mul(factor).intoArray(y, yo);
  }

  @Override
  public void windowSum(
      float[] x, int xo, int line, float[] coefficient, float[] bias, int at, float[] y, int yo) {
    FloatVector sum =
        fromArray(SPECIES, x, xo)
            .add(fromArray(SPECIES, x, xo + LANES))
            .add(fromArray(SPECIES, x, xo + line))
            .add(fromArray(SPECIES, x, xo + line + LANES));
    sum.fma(fromArray(SPECIES, coefficient, at), fromArray(SPECIES, bias, at)).intoArray(y, yo);
  }

  @Override
  public void addLanes(
      float[] x, int xo, int xStep, float[] y, int yo, int yStep, int count, int from, int to) {
    var mask = VectorMask.fromLong(SPECIES, (1L << to) - (1L << from));
    for (int i = 0; i < count; i++) {
      fromArray(SPECIES, x, xo + i * xStep, mask)
          .add(fromArray(SPECIES, y, yo + i * yStep))
          .intoArray(y, yo + i * yStep);
    }
  }

  @Override
  public void relu(float[] x, int xo, float[] y, int yo, int length) {
    for (int i = 0; i < length; i += LANES) {
      fromArray(SPECIES, x, xo + i).max(0f).intoArray(y, yo + i);
    }
  }

  @Override
  public void tanh(float[] x, int xo, float[] y, int yo, int length, float slope, float amplitude) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = VectorMath.tanh(fromArray(SPECIES, x, xo + i).mul(slope));
      v.mul(amplitude).intoArray(y, yo + i);
    }
  }

  @Override
  public void sigmoid(float[] x, int xo, float[] y, int yo, int length, int lanes) {
    var real = SPECIES.indexInRange(0, lanes);
    FloatVector one = broadcast(SPECIES, 1f);
    for (int i = 0; i < length; i += LANES) {
      FloatVector e = VectorMath.exp(fromArray(SPECIES, x, xo + i).neg());
      zero(SPECIES).blend(one.div(e.add(1f)), real).intoArray(y, yo + i);
    }
  }

  @Override
  public void square(float[] x, int xo, float[] y, int yo) {
    FloatVector v = fromArray(SPECIES, x, xo);
    v.mul(v).intoArray(y, yo);
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
    FloatVector sum = zero(SPECIES);
    for (int i = -before; i <= behind; i++) {
      sum = sum.add(fromArray(SPECIES, squares, at + i));
    }
    FloatVector s = sum.mul(alpha).add(k);
    fromArray(SPECIES, x, xo).mul(VectorMath.power(s, beta)).intoArray(y, yo);
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
    if (rows == 1) {
      DotBlock.dots1x4(a, ao, b, bo, bRow, last, n, sums);
    } else if (columns == 4) {
      DotBlock.dots4x4(a, ao, aRow, b, bo, bRow, last, n, sums);
    } else {
      DotBlock.dots4x2(a, ao, aRow, b, bo, bRow, last, n, sums);
    }
  }

  @Override
  public void scale(float high, float low, float[] x, int at, int length) {
    int whole = length / LANES * LANES;
    for (int i = at; i < at + whole; i += LANES) {
      FloatVector v = fromArray(SPECIES, x, i);
      v.fma(broadcast(SPECIES, high), v.mul(low)).intoArray(x, i);
    }
    for (int i = at + whole; i < at + length; i++) {
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
