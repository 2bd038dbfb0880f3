// Written by BlockGenerator, in the tests of this module: change it there.
package org.resnet4j.vector.kernel.microkernel.block;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;

/**
 * The large register block of {@code RowKernel} where there are 16 registers: 6 rows by one or two
 * output blocks. Written out because the compiler keeps vectors in registers only where they are
 * local variables.
 */
public final class RowBlock6 {
  /** Floats from one row to the next in {@link #rowwise}. */
  public static final int WIDTH = 128;

  private RowBlock6() {}

  /** Two output blocks, the weights of the second {@code second} floats after the first's. */
  public static void x2(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      float[] b,
      int bo,
      int second,
      float[] c,
      int co,
      int cs) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c0q = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c1q = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c2q = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c3q = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c4q = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c5q = zero(SPECIES);
    for (int k = 0; k < blocks; k++) {
      int from = ao + k * blockStride;
      int weights = bo + k * LANES * LANES;
      for (int l = 0; l < LANES; l++) {
        FloatVector p = fromArray(SPECIES, b, weights + l * LANES);
        FloatVector q = fromArray(SPECIES, b, weights + second + l * LANES);
        FloatVector x = broadcast(SPECIES, a[from + l]);
        c0p = x.fma(p, c0p);
        c0q = x.fma(q, c0q);
        x = broadcast(SPECIES, a[from + l + LANES]);
        c1p = x.fma(p, c1p);
        c1q = x.fma(q, c1q);
        x = broadcast(SPECIES, a[from + l + 2 * LANES]);
        c2p = x.fma(p, c2p);
        c2q = x.fma(q, c2q);
        x = broadcast(SPECIES, a[from + l + 3 * LANES]);
        c3p = x.fma(p, c3p);
        c3q = x.fma(q, c3q);
        x = broadcast(SPECIES, a[from + l + 4 * LANES]);
        c4p = x.fma(p, c4p);
        c4q = x.fma(q, c4q);
        x = broadcast(SPECIES, a[from + l + 5 * LANES]);
        c5p = x.fma(p, c5p);
        c5q = x.fma(q, c5q);
      }
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
    c0q.intoArray(c, co + cs);
    c1q.intoArray(c, co + cs + LANES);
    c2q.intoArray(c, co + cs + 2 * LANES);
    c3q.intoArray(c, co + cs + 3 * LANES);
    c4q.intoArray(c, co + cs + 4 * LANES);
    c5q.intoArray(c, co + cs + 5 * LANES);
  }

  /**
   * As {@link #x2}, and {@code f} says what is done with the sums. Written out as well: a method
   * for a row would not be inlined so often.
   */
  public static void finished(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      float[] b,
      int bo,
      int second,
      BlockEpilogue f) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c0q = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c1q = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c2q = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c3q = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c4q = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c5q = zero(SPECIES);
    for (int k = 0; k < blocks; k++) {
      int from = ao + k * blockStride;
      int weights = bo + k * LANES * LANES;
      for (int l = 0; l < LANES; l++) {
        FloatVector p = fromArray(SPECIES, b, weights + l * LANES);
        FloatVector q = fromArray(SPECIES, b, weights + second + l * LANES);
        FloatVector x = broadcast(SPECIES, a[from + l]);
        c0p = x.fma(p, c0p);
        c0q = x.fma(q, c0q);
        x = broadcast(SPECIES, a[from + l + LANES]);
        c1p = x.fma(p, c1p);
        c1q = x.fma(q, c1q);
        x = broadcast(SPECIES, a[from + l + 2 * LANES]);
        c2p = x.fma(p, c2p);
        c2q = x.fma(q, c2q);
        x = broadcast(SPECIES, a[from + l + 3 * LANES]);
        c3p = x.fma(p, c3p);
        c3q = x.fma(q, c3q);
        x = broadcast(SPECIES, a[from + l + 4 * LANES]);
        c4p = x.fma(p, c4p);
        c4q = x.fma(q, c4q);
        x = broadcast(SPECIES, a[from + l + 5 * LANES]);
        c5p = x.fma(p, c5p);
        c5q = x.fma(q, c5q);
      }
    }
    FloatVector bp = fromArray(SPECIES, f.bias, f.biasAt);
    FloatVector bq = fromArray(SPECIES, f.bias, f.biasAt + LANES);
    FloatVector least = fromArray(SPECIES, f.least, 0);
    float[] rest = f.from;
    int rp = f.fromAt;
    int rq = f.fromAt + f.fromBlock;
    int step = f.fromStep;
    float[] y = f.y;
    int yp = f.yAt;
    int yq = f.yAt + f.yBlock;
    FloatVector v;
    v = c0p.add(bp).add(fromArray(SPECIES, rest, rp));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp);
    v = c1p.add(bp).add(fromArray(SPECIES, rest, rp + step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp + LANES);
    v = c2p.add(bp).add(fromArray(SPECIES, rest, rp + 2 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp + 2 * LANES);
    v = c3p.add(bp).add(fromArray(SPECIES, rest, rp + 3 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp + 3 * LANES);
    v = c4p.add(bp).add(fromArray(SPECIES, rest, rp + 4 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp + 4 * LANES);
    v = c5p.add(bp).add(fromArray(SPECIES, rest, rp + 5 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp + 5 * LANES);
    v = c0q.add(bq).add(fromArray(SPECIES, rest, rq));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq);
    v = c1q.add(bq).add(fromArray(SPECIES, rest, rq + step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq + LANES);
    v = c2q.add(bq).add(fromArray(SPECIES, rest, rq + 2 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq + 2 * LANES);
    v = c3q.add(bq).add(fromArray(SPECIES, rest, rq + 3 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq + 3 * LANES);
    v = c4q.add(bq).add(fromArray(SPECIES, rest, rq + 4 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq + 4 * LANES);
    v = c5q.add(bq).add(fromArray(SPECIES, rest, rq + 5 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq + 5 * LANES);
  }

  /**
   * As {@link #finished}, where {@code count} inputs of a row lie one after the other and the rows
   * {@link #WIDTH} floats apart: the loop's variable is the index, there is nothing to check or to
   * add up in the loop.
   */
  public static void rowwise(
      float[] a, int ao, int count, float[] b, int bo, int second, BlockEpilogue f) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c0q = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c1q = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c2q = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c3q = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c4q = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c5q = zero(SPECIES);
    int weights = bo - ao * LANES;
    int others = weights + second;
    int end = ao + count;
    for (int i = ao; i < end; i++) {
      FloatVector p = fromArray(SPECIES, b, weights + i * LANES);
      FloatVector q = fromArray(SPECIES, b, others + i * LANES);
      FloatVector x = broadcast(SPECIES, a[i]);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
      x = broadcast(SPECIES, a[i + WIDTH]);
      c1p = x.fma(p, c1p);
      c1q = x.fma(q, c1q);
      x = broadcast(SPECIES, a[i + 2 * WIDTH]);
      c2p = x.fma(p, c2p);
      c2q = x.fma(q, c2q);
      x = broadcast(SPECIES, a[i + 3 * WIDTH]);
      c3p = x.fma(p, c3p);
      c3q = x.fma(q, c3q);
      x = broadcast(SPECIES, a[i + 4 * WIDTH]);
      c4p = x.fma(p, c4p);
      c4q = x.fma(q, c4q);
      x = broadcast(SPECIES, a[i + 5 * WIDTH]);
      c5p = x.fma(p, c5p);
      c5q = x.fma(q, c5q);
    }
    FloatVector bp = fromArray(SPECIES, f.bias, f.biasAt);
    FloatVector bq = fromArray(SPECIES, f.bias, f.biasAt + LANES);
    FloatVector least = fromArray(SPECIES, f.least, 0);
    float[] rest = f.from;
    int rp = f.fromAt;
    int rq = f.fromAt + f.fromBlock;
    int step = f.fromStep;
    float[] y = f.y;
    int yp = f.yAt;
    int yq = f.yAt + f.yBlock;
    FloatVector v;
    v = c0p.add(bp).add(fromArray(SPECIES, rest, rp));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp);
    v = c1p.add(bp).add(fromArray(SPECIES, rest, rp + step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp + LANES);
    v = c2p.add(bp).add(fromArray(SPECIES, rest, rp + 2 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp + 2 * LANES);
    v = c3p.add(bp).add(fromArray(SPECIES, rest, rp + 3 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp + 3 * LANES);
    v = c4p.add(bp).add(fromArray(SPECIES, rest, rp + 4 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp + 4 * LANES);
    v = c5p.add(bp).add(fromArray(SPECIES, rest, rp + 5 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yp + 5 * LANES);
    v = c0q.add(bq).add(fromArray(SPECIES, rest, rq));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq);
    v = c1q.add(bq).add(fromArray(SPECIES, rest, rq + step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq + LANES);
    v = c2q.add(bq).add(fromArray(SPECIES, rest, rq + 2 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq + 2 * LANES);
    v = c3q.add(bq).add(fromArray(SPECIES, rest, rq + 3 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq + 3 * LANES);
    v = c4q.add(bq).add(fromArray(SPECIES, rest, rq + 4 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq + 4 * LANES);
    v = c5q.add(bq).add(fromArray(SPECIES, rest, rq + 5 * step));
    v.blend(least, v.compare(LT, least)).intoArray(y, yq + 5 * LANES);
  }

  /** One output block. */
  public static void x1(
      float[] a, int ao, int blocks, int blockStride, float[] b, int bo, float[] c, int co) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    for (int k = 0; k < blocks; k++) {
      int from = ao + k * blockStride;
      int weights = bo + k * LANES * LANES;
      for (int l = 0; l < LANES; l++) {
        FloatVector p = fromArray(SPECIES, b, weights + l * LANES);
        FloatVector x = broadcast(SPECIES, a[from + l]);
        c0p = x.fma(p, c0p);
        x = broadcast(SPECIES, a[from + l + LANES]);
        c1p = x.fma(p, c1p);
        x = broadcast(SPECIES, a[from + l + 2 * LANES]);
        c2p = x.fma(p, c2p);
        x = broadcast(SPECIES, a[from + l + 3 * LANES]);
        c3p = x.fma(p, c3p);
        x = broadcast(SPECIES, a[from + l + 4 * LANES]);
        c4p = x.fma(p, c4p);
        x = broadcast(SPECIES, a[from + l + 5 * LANES]);
        c5p = x.fma(p, c5p);
      }
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
  }
}
