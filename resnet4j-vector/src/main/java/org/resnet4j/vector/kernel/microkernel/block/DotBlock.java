// Written by BlockGenerator, in the tests of this module: change it there.
package org.resnet4j.vector.kernel.microkernel.block;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register blocks of {@code DotKernel}: dot products of rows of a with rows of b, whose vectors
 * of partial sums go to {@code lanes}, one after the other.
 */
public final class DotBlock {
  private DotBlock() {}

  /** 4 rows by 4 outputs; those after the last output repeat it. */
  public static void dots4x4(
      float[] a, int ao, int ar, float[] b, int bo, int bk, int last, int n, float[] lanes) {
    int bp = bo;
    int bq = bo + Math.min(1, last) * bk;
    int br = bo + Math.min(2, last) * bk;
    int bs = bo + Math.min(3, last) * bk;
    FloatVector c0p = zero(SPECIES);
    FloatVector c0q = zero(SPECIES);
    FloatVector c0r = zero(SPECIES);
    FloatVector c0s = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c1q = zero(SPECIES);
    FloatVector c1r = zero(SPECIES);
    FloatVector c1s = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c2q = zero(SPECIES);
    FloatVector c2r = zero(SPECIES);
    FloatVector c2s = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c3q = zero(SPECIES);
    FloatVector c3r = zero(SPECIES);
    FloatVector c3s = zero(SPECIES);
    for (int t = 0; t < n; t += LANES) {
      FloatVector p = fromArray(SPECIES, b, bp + t);
      FloatVector q = fromArray(SPECIES, b, bq + t);
      FloatVector r = fromArray(SPECIES, b, br + t);
      FloatVector s = fromArray(SPECIES, b, bs + t);
      FloatVector x = fromArray(SPECIES, a, ao + t);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
      c0r = x.fma(r, c0r);
      c0s = x.fma(s, c0s);
      x = fromArray(SPECIES, a, ao + t + ar);
      c1p = x.fma(p, c1p);
      c1q = x.fma(q, c1q);
      c1r = x.fma(r, c1r);
      c1s = x.fma(s, c1s);
      x = fromArray(SPECIES, a, ao + t + 2 * ar);
      c2p = x.fma(p, c2p);
      c2q = x.fma(q, c2q);
      c2r = x.fma(r, c2r);
      c2s = x.fma(s, c2s);
      x = fromArray(SPECIES, a, ao + t + 3 * ar);
      c3p = x.fma(p, c3p);
      c3q = x.fma(q, c3q);
      c3r = x.fma(r, c3r);
      c3s = x.fma(s, c3s);
    }
    c0p.intoArray(lanes, 0);
    c0q.intoArray(lanes, LANES);
    c0r.intoArray(lanes, 2 * LANES);
    c0s.intoArray(lanes, 3 * LANES);
    c1p.intoArray(lanes, 4 * LANES);
    c1q.intoArray(lanes, 5 * LANES);
    c1r.intoArray(lanes, 6 * LANES);
    c1s.intoArray(lanes, 7 * LANES);
    c2p.intoArray(lanes, 8 * LANES);
    c2q.intoArray(lanes, 9 * LANES);
    c2r.intoArray(lanes, 10 * LANES);
    c2s.intoArray(lanes, 11 * LANES);
    c3p.intoArray(lanes, 12 * LANES);
    c3q.intoArray(lanes, 13 * LANES);
    c3r.intoArray(lanes, 14 * LANES);
    c3s.intoArray(lanes, 15 * LANES);
  }

  /** 4 rows by 2 outputs; those after the last output repeat it. */
  public static void dots4x2(
      float[] a, int ao, int ar, float[] b, int bo, int bk, int last, int n, float[] lanes) {
    int bp = bo;
    int bq = bo + Math.min(1, last) * bk;
    FloatVector c0p = zero(SPECIES);
    FloatVector c0q = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c1q = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c2q = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c3q = zero(SPECIES);
    for (int t = 0; t < n; t += LANES) {
      FloatVector p = fromArray(SPECIES, b, bp + t);
      FloatVector q = fromArray(SPECIES, b, bq + t);
      FloatVector x = fromArray(SPECIES, a, ao + t);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
      x = fromArray(SPECIES, a, ao + t + ar);
      c1p = x.fma(p, c1p);
      c1q = x.fma(q, c1q);
      x = fromArray(SPECIES, a, ao + t + 2 * ar);
      c2p = x.fma(p, c2p);
      c2q = x.fma(q, c2q);
      x = fromArray(SPECIES, a, ao + t + 3 * ar);
      c3p = x.fma(p, c3p);
      c3q = x.fma(q, c3q);
    }
    c0p.intoArray(lanes, 0);
    c0q.intoArray(lanes, LANES);
    c1p.intoArray(lanes, 2 * LANES);
    c1q.intoArray(lanes, 3 * LANES);
    c2p.intoArray(lanes, 4 * LANES);
    c2q.intoArray(lanes, 5 * LANES);
    c3p.intoArray(lanes, 6 * LANES);
    c3q.intoArray(lanes, 7 * LANES);
  }

  /** one row by 4 outputs; those after the last output repeat it. */
  public static void dots1x4(
      float[] a, int ao, float[] b, int bo, int bk, int last, int n, float[] lanes) {
    int bp = bo;
    int bq = bo + Math.min(1, last) * bk;
    int br = bo + Math.min(2, last) * bk;
    int bs = bo + Math.min(3, last) * bk;
    FloatVector c0p = zero(SPECIES);
    FloatVector c0q = zero(SPECIES);
    FloatVector c0r = zero(SPECIES);
    FloatVector c0s = zero(SPECIES);
    for (int t = 0; t < n; t += LANES) {
      FloatVector p = fromArray(SPECIES, b, bp + t);
      FloatVector q = fromArray(SPECIES, b, bq + t);
      FloatVector r = fromArray(SPECIES, b, br + t);
      FloatVector s = fromArray(SPECIES, b, bs + t);
      FloatVector x = fromArray(SPECIES, a, ao + t);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
      c0r = x.fma(r, c0r);
      c0s = x.fma(s, c0s);
    }
    c0p.intoArray(lanes, 0);
    c0q.intoArray(lanes, LANES);
    c0r.intoArray(lanes, 2 * LANES);
    c0s.intoArray(lanes, 3 * LANES);
  }
}
