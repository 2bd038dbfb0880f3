package org.resnet4j.vector.kernel;

import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register block of the weights' gradient: c[lane][k] += Σ over rows of a[row][lane] ·
 * d[k][row], an outer product for each row, summed in registers: 8 × 2 vectors with 32 registers, 8
 * × 1 (or 4 × 1, with four lanes) with fewer.
 */
final class GradientKernel {
  private GradientKernel() {}

  /**
   * Adds the products of one input block with the output blocks [0, outputs).
   *
   * @param a inputs: row {@code r} at ao + r · lanes
   * @param d gradients of the outputs: block {@code k}, row {@code r} at dO + k · ds + r · lanes
   * @param c sums: lane {@code l}, output block {@code k} at co + l · cs + k · lanes
   */
  static void multiply(
      float[] a,
      int ao,
      float[] d,
      int dO,
      int ds,
      int rows,
      int outputs,
      float[] c,
      int co,
      int cs) {
    if (LANES == 4) {
      for (int k = 0; k < outputs; k++) {
        block4x1(a, ao, d, dO + k * ds, rows, c, co + k * LANES, cs);
      }
      return;
    }
    int k = 0;
    if (LANES == 16) {
      for (; k + 1 < outputs; k += 2) {
        int to = co + k * LANES;
        block8x2(a, ao, d, dO + k * ds, ds, rows, c, to, cs);
        block8x2(a, ao + 8, d, dO + k * ds, ds, rows, c, to + 8 * cs, cs);
      }
    }
    for (; k < outputs; k++) {
      for (int l = 0; l < LANES; l += 8) {
        block8x1(a, ao + l, d, dO + k * ds, rows, c, co + k * LANES + l * cs, cs);
      }
    }
  }

  private static void block8x2(
      float[] a, int ao, float[] d, int dO, int ds, int rows, float[] c, int co, int cs) {
    FloatVector c0p = FloatVector.zero(SPECIES);
    FloatVector c0q = FloatVector.zero(SPECIES);
    FloatVector c1p = FloatVector.zero(SPECIES);
    FloatVector c1q = FloatVector.zero(SPECIES);
    FloatVector c2p = FloatVector.zero(SPECIES);
    FloatVector c2q = FloatVector.zero(SPECIES);
    FloatVector c3p = FloatVector.zero(SPECIES);
    FloatVector c3q = FloatVector.zero(SPECIES);
    FloatVector c4p = FloatVector.zero(SPECIES);
    FloatVector c4q = FloatVector.zero(SPECIES);
    FloatVector c5p = FloatVector.zero(SPECIES);
    FloatVector c5q = FloatVector.zero(SPECIES);
    FloatVector c6p = FloatVector.zero(SPECIES);
    FloatVector c6q = FloatVector.zero(SPECIES);
    FloatVector c7p = FloatVector.zero(SPECIES);
    FloatVector c7q = FloatVector.zero(SPECIES);
    for (int t = 0; t < rows; t++) {
      int i = ao + t * LANES;
      FloatVector p = vector(d, dO + t * LANES);
      FloatVector q = vector(d, dO + t * LANES + ds);
      FloatVector x = scalar(a[i]);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
      x = scalar(a[i + 1]);
      c1p = x.fma(p, c1p);
      c1q = x.fma(q, c1q);
      x = scalar(a[i + 2]);
      c2p = x.fma(p, c2p);
      c2q = x.fma(q, c2q);
      x = scalar(a[i + 3]);
      c3p = x.fma(p, c3p);
      c3q = x.fma(q, c3q);
      x = scalar(a[i + 4]);
      c4p = x.fma(p, c4p);
      c4q = x.fma(q, c4q);
      x = scalar(a[i + 5]);
      c5p = x.fma(p, c5p);
      c5q = x.fma(q, c5q);
      x = scalar(a[i + 6]);
      c6p = x.fma(p, c6p);
      c6q = x.fma(q, c6q);
      x = scalar(a[i + 7]);
      c7p = x.fma(p, c7p);
      c7q = x.fma(q, c7q);
    }
    c0p.add(vector(c, co)).intoArray(c, co);
    c0q.add(vector(c, co + LANES)).intoArray(c, co + LANES);
    c1p.add(vector(c, co + cs)).intoArray(c, co + cs);
    c1q.add(vector(c, co + cs + LANES)).intoArray(c, co + cs + LANES);
    c2p.add(vector(c, co + 2 * cs)).intoArray(c, co + 2 * cs);
    c2q.add(vector(c, co + 2 * cs + LANES)).intoArray(c, co + 2 * cs + LANES);
    c3p.add(vector(c, co + 3 * cs)).intoArray(c, co + 3 * cs);
    c3q.add(vector(c, co + 3 * cs + LANES)).intoArray(c, co + 3 * cs + LANES);
    c4p.add(vector(c, co + 4 * cs)).intoArray(c, co + 4 * cs);
    c4q.add(vector(c, co + 4 * cs + LANES)).intoArray(c, co + 4 * cs + LANES);
    c5p.add(vector(c, co + 5 * cs)).intoArray(c, co + 5 * cs);
    c5q.add(vector(c, co + 5 * cs + LANES)).intoArray(c, co + 5 * cs + LANES);
    c6p.add(vector(c, co + 6 * cs)).intoArray(c, co + 6 * cs);
    c6q.add(vector(c, co + 6 * cs + LANES)).intoArray(c, co + 6 * cs + LANES);
    c7p.add(vector(c, co + 7 * cs)).intoArray(c, co + 7 * cs);
    c7q.add(vector(c, co + 7 * cs + LANES)).intoArray(c, co + 7 * cs + LANES);
  }

  private static void block8x1(
      float[] a, int ao, float[] d, int dO, int rows, float[] c, int co, int cs) {
    FloatVector c0p = FloatVector.zero(SPECIES);
    FloatVector c1p = FloatVector.zero(SPECIES);
    FloatVector c2p = FloatVector.zero(SPECIES);
    FloatVector c3p = FloatVector.zero(SPECIES);
    FloatVector c4p = FloatVector.zero(SPECIES);
    FloatVector c5p = FloatVector.zero(SPECIES);
    FloatVector c6p = FloatVector.zero(SPECIES);
    FloatVector c7p = FloatVector.zero(SPECIES);
    for (int t = 0; t < rows; t++) {
      int i = ao + t * LANES;
      FloatVector p = vector(d, dO + t * LANES);
      FloatVector x = scalar(a[i]);
      c0p = x.fma(p, c0p);
      x = scalar(a[i + 1]);
      c1p = x.fma(p, c1p);
      x = scalar(a[i + 2]);
      c2p = x.fma(p, c2p);
      x = scalar(a[i + 3]);
      c3p = x.fma(p, c3p);
      x = scalar(a[i + 4]);
      c4p = x.fma(p, c4p);
      x = scalar(a[i + 5]);
      c5p = x.fma(p, c5p);
      x = scalar(a[i + 6]);
      c6p = x.fma(p, c6p);
      x = scalar(a[i + 7]);
      c7p = x.fma(p, c7p);
    }
    c0p.add(vector(c, co)).intoArray(c, co);
    c1p.add(vector(c, co + cs)).intoArray(c, co + cs);
    c2p.add(vector(c, co + 2 * cs)).intoArray(c, co + 2 * cs);
    c3p.add(vector(c, co + 3 * cs)).intoArray(c, co + 3 * cs);
    c4p.add(vector(c, co + 4 * cs)).intoArray(c, co + 4 * cs);
    c5p.add(vector(c, co + 5 * cs)).intoArray(c, co + 5 * cs);
    c6p.add(vector(c, co + 6 * cs)).intoArray(c, co + 6 * cs);
    c7p.add(vector(c, co + 7 * cs)).intoArray(c, co + 7 * cs);
  }

  private static void block4x1(
      float[] a, int ao, float[] d, int dO, int rows, float[] c, int co, int cs) {
    FloatVector c0p = FloatVector.zero(SPECIES);
    FloatVector c1p = FloatVector.zero(SPECIES);
    FloatVector c2p = FloatVector.zero(SPECIES);
    FloatVector c3p = FloatVector.zero(SPECIES);
    for (int t = 0; t < rows; t++) {
      int i = ao + t * LANES;
      FloatVector p = vector(d, dO + t * LANES);
      FloatVector x = scalar(a[i]);
      c0p = x.fma(p, c0p);
      x = scalar(a[i + 1]);
      c1p = x.fma(p, c1p);
      x = scalar(a[i + 2]);
      c2p = x.fma(p, c2p);
      x = scalar(a[i + 3]);
      c3p = x.fma(p, c3p);
    }
    c0p.add(vector(c, co)).intoArray(c, co);
    c1p.add(vector(c, co + cs)).intoArray(c, co + cs);
    c2p.add(vector(c, co + 2 * cs)).intoArray(c, co + 2 * cs);
    c3p.add(vector(c, co + 3 * cs)).intoArray(c, co + 3 * cs);
  }

  private static FloatVector vector(float[] data, int at) {
    return FloatVector.fromArray(SPECIES, data, at);
  }

  private static FloatVector scalar(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
