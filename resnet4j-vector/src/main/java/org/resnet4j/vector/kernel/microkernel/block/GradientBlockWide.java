// Written by BlockGenerator, in the tests of this module: change it there.
package org.resnet4j.vector.kernel.microkernel.block;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register blocks of {@code GradientKernel} where there are 32 registers of 16 lanes: 8 lanes
 * by three or two output blocks, 16 lanes by one. The more output blocks at once, the fewer loads
 * for each multiply-add.
 */
public final class GradientBlockWide {
  private GradientBlockWide() {}

  /** 8 lanes by 3 output blocks. */
  public static void lanes8x3(
      float[] a,
      int ao,
      float[] d,
      int dO,
      int ds,
      int rows,
      float[] c,
      int co,
      int cs,
      boolean add) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c0q = zero(SPECIES);
    FloatVector c0r = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c1q = zero(SPECIES);
    FloatVector c1r = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c2q = zero(SPECIES);
    FloatVector c2r = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c3q = zero(SPECIES);
    FloatVector c3r = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c4q = zero(SPECIES);
    FloatVector c4r = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c5q = zero(SPECIES);
    FloatVector c5r = zero(SPECIES);
    FloatVector c6p = zero(SPECIES);
    FloatVector c6q = zero(SPECIES);
    FloatVector c6r = zero(SPECIES);
    FloatVector c7p = zero(SPECIES);
    FloatVector c7q = zero(SPECIES);
    FloatVector c7r = zero(SPECIES);
    for (int t = 0; t < rows; t++) {
      int i = ao + t * LANES;
      FloatVector p = fromArray(SPECIES, d, dO + t * LANES);
      FloatVector q = fromArray(SPECIES, d, dO + t * LANES + ds);
      FloatVector r = fromArray(SPECIES, d, dO + t * LANES + 2 * ds);
      FloatVector x = broadcast(SPECIES, a[i]);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
      c0r = x.fma(r, c0r);
      x = broadcast(SPECIES, a[i + 1]);
      c1p = x.fma(p, c1p);
      c1q = x.fma(q, c1q);
      c1r = x.fma(r, c1r);
      x = broadcast(SPECIES, a[i + 2]);
      c2p = x.fma(p, c2p);
      c2q = x.fma(q, c2q);
      c2r = x.fma(r, c2r);
      x = broadcast(SPECIES, a[i + 3]);
      c3p = x.fma(p, c3p);
      c3q = x.fma(q, c3q);
      c3r = x.fma(r, c3r);
      x = broadcast(SPECIES, a[i + 4]);
      c4p = x.fma(p, c4p);
      c4q = x.fma(q, c4q);
      c4r = x.fma(r, c4r);
      x = broadcast(SPECIES, a[i + 5]);
      c5p = x.fma(p, c5p);
      c5q = x.fma(q, c5q);
      c5r = x.fma(r, c5r);
      x = broadcast(SPECIES, a[i + 6]);
      c6p = x.fma(p, c6p);
      c6q = x.fma(q, c6q);
      c6r = x.fma(r, c6r);
      x = broadcast(SPECIES, a[i + 7]);
      c7p = x.fma(p, c7p);
      c7q = x.fma(q, c7q);
      c7r = x.fma(r, c7r);
    }
    if (add) {
      c0p = c0p.add(fromArray(SPECIES, c, co));
      c0q = c0q.add(fromArray(SPECIES, c, co + LANES));
      c0r = c0r.add(fromArray(SPECIES, c, co + 2 * LANES));
      c1p = c1p.add(fromArray(SPECIES, c, co + cs));
      c1q = c1q.add(fromArray(SPECIES, c, co + cs + LANES));
      c1r = c1r.add(fromArray(SPECIES, c, co + cs + 2 * LANES));
      c2p = c2p.add(fromArray(SPECIES, c, co + 2 * cs));
      c2q = c2q.add(fromArray(SPECIES, c, co + 2 * cs + LANES));
      c2r = c2r.add(fromArray(SPECIES, c, co + 2 * cs + 2 * LANES));
      c3p = c3p.add(fromArray(SPECIES, c, co + 3 * cs));
      c3q = c3q.add(fromArray(SPECIES, c, co + 3 * cs + LANES));
      c3r = c3r.add(fromArray(SPECIES, c, co + 3 * cs + 2 * LANES));
      c4p = c4p.add(fromArray(SPECIES, c, co + 4 * cs));
      c4q = c4q.add(fromArray(SPECIES, c, co + 4 * cs + LANES));
      c4r = c4r.add(fromArray(SPECIES, c, co + 4 * cs + 2 * LANES));
      c5p = c5p.add(fromArray(SPECIES, c, co + 5 * cs));
      c5q = c5q.add(fromArray(SPECIES, c, co + 5 * cs + LANES));
      c5r = c5r.add(fromArray(SPECIES, c, co + 5 * cs + 2 * LANES));
      c6p = c6p.add(fromArray(SPECIES, c, co + 6 * cs));
      c6q = c6q.add(fromArray(SPECIES, c, co + 6 * cs + LANES));
      c6r = c6r.add(fromArray(SPECIES, c, co + 6 * cs + 2 * LANES));
      c7p = c7p.add(fromArray(SPECIES, c, co + 7 * cs));
      c7q = c7q.add(fromArray(SPECIES, c, co + 7 * cs + LANES));
      c7r = c7r.add(fromArray(SPECIES, c, co + 7 * cs + 2 * LANES));
    }
    c0p.intoArray(c, co);
    c0q.intoArray(c, co + LANES);
    c0r.intoArray(c, co + 2 * LANES);
    c1p.intoArray(c, co + cs);
    c1q.intoArray(c, co + cs + LANES);
    c1r.intoArray(c, co + cs + 2 * LANES);
    c2p.intoArray(c, co + 2 * cs);
    c2q.intoArray(c, co + 2 * cs + LANES);
    c2r.intoArray(c, co + 2 * cs + 2 * LANES);
    c3p.intoArray(c, co + 3 * cs);
    c3q.intoArray(c, co + 3 * cs + LANES);
    c3r.intoArray(c, co + 3 * cs + 2 * LANES);
    c4p.intoArray(c, co + 4 * cs);
    c4q.intoArray(c, co + 4 * cs + LANES);
    c4r.intoArray(c, co + 4 * cs + 2 * LANES);
    c5p.intoArray(c, co + 5 * cs);
    c5q.intoArray(c, co + 5 * cs + LANES);
    c5r.intoArray(c, co + 5 * cs + 2 * LANES);
    c6p.intoArray(c, co + 6 * cs);
    c6q.intoArray(c, co + 6 * cs + LANES);
    c6r.intoArray(c, co + 6 * cs + 2 * LANES);
    c7p.intoArray(c, co + 7 * cs);
    c7q.intoArray(c, co + 7 * cs + LANES);
    c7r.intoArray(c, co + 7 * cs + 2 * LANES);
  }

  /** 8 lanes by 2 output blocks. */
  public static void lanes8x2(
      float[] a,
      int ao,
      float[] d,
      int dO,
      int ds,
      int rows,
      float[] c,
      int co,
      int cs,
      boolean add) {
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
    FloatVector c6p = zero(SPECIES);
    FloatVector c6q = zero(SPECIES);
    FloatVector c7p = zero(SPECIES);
    FloatVector c7q = zero(SPECIES);
    for (int t = 0; t < rows; t++) {
      int i = ao + t * LANES;
      FloatVector p = fromArray(SPECIES, d, dO + t * LANES);
      FloatVector q = fromArray(SPECIES, d, dO + t * LANES + ds);
      FloatVector x = broadcast(SPECIES, a[i]);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
      x = broadcast(SPECIES, a[i + 1]);
      c1p = x.fma(p, c1p);
      c1q = x.fma(q, c1q);
      x = broadcast(SPECIES, a[i + 2]);
      c2p = x.fma(p, c2p);
      c2q = x.fma(q, c2q);
      x = broadcast(SPECIES, a[i + 3]);
      c3p = x.fma(p, c3p);
      c3q = x.fma(q, c3q);
      x = broadcast(SPECIES, a[i + 4]);
      c4p = x.fma(p, c4p);
      c4q = x.fma(q, c4q);
      x = broadcast(SPECIES, a[i + 5]);
      c5p = x.fma(p, c5p);
      c5q = x.fma(q, c5q);
      x = broadcast(SPECIES, a[i + 6]);
      c6p = x.fma(p, c6p);
      c6q = x.fma(q, c6q);
      x = broadcast(SPECIES, a[i + 7]);
      c7p = x.fma(p, c7p);
      c7q = x.fma(q, c7q);
    }
    if (add) {
      c0p.add(fromArray(SPECIES, c, co)).intoArray(c, co);
      c0q.add(fromArray(SPECIES, c, co + LANES)).intoArray(c, co + LANES);
      c1p.add(fromArray(SPECIES, c, co + cs)).intoArray(c, co + cs);
      c1q.add(fromArray(SPECIES, c, co + cs + LANES)).intoArray(c, co + cs + LANES);
      c2p.add(fromArray(SPECIES, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
      c2q.add(fromArray(SPECIES, c, co + 2 * cs + LANES)).intoArray(c, co + 2 * cs + LANES);
      c3p.add(fromArray(SPECIES, c, co + 3 * cs)).intoArray(c, co + 3 * cs);
      c3q.add(fromArray(SPECIES, c, co + 3 * cs + LANES)).intoArray(c, co + 3 * cs + LANES);
      c4p.add(fromArray(SPECIES, c, co + 4 * cs)).intoArray(c, co + 4 * cs);
      c4q.add(fromArray(SPECIES, c, co + 4 * cs + LANES)).intoArray(c, co + 4 * cs + LANES);
      c5p.add(fromArray(SPECIES, c, co + 5 * cs)).intoArray(c, co + 5 * cs);
      c5q.add(fromArray(SPECIES, c, co + 5 * cs + LANES)).intoArray(c, co + 5 * cs + LANES);
      c6p.add(fromArray(SPECIES, c, co + 6 * cs)).intoArray(c, co + 6 * cs);
      c6q.add(fromArray(SPECIES, c, co + 6 * cs + LANES)).intoArray(c, co + 6 * cs + LANES);
      c7p.add(fromArray(SPECIES, c, co + 7 * cs)).intoArray(c, co + 7 * cs);
      c7q.add(fromArray(SPECIES, c, co + 7 * cs + LANES)).intoArray(c, co + 7 * cs + LANES);
      return;
    }
    c0p.intoArray(c, co);
    c0q.intoArray(c, co + LANES);
    c1p.intoArray(c, co + cs);
    c1q.intoArray(c, co + cs + LANES);
    c2p.intoArray(c, co + 2 * cs);
    c2q.intoArray(c, co + 2 * cs + LANES);
    c3p.intoArray(c, co + 3 * cs);
    c3q.intoArray(c, co + 3 * cs + LANES);
    c4p.intoArray(c, co + 4 * cs);
    c4q.intoArray(c, co + 4 * cs + LANES);
    c5p.intoArray(c, co + 5 * cs);
    c5q.intoArray(c, co + 5 * cs + LANES);
    c6p.intoArray(c, co + 6 * cs);
    c6q.intoArray(c, co + 6 * cs + LANES);
    c7p.intoArray(c, co + 7 * cs);
    c7q.intoArray(c, co + 7 * cs + LANES);
  }

  /** 16 lanes by 1 output block. */
  public static void lanes16x1(
      float[] a, int ao, float[] d, int dO, int rows, float[] c, int co, int cs, boolean add) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c6p = zero(SPECIES);
    FloatVector c7p = zero(SPECIES);
    FloatVector c8p = zero(SPECIES);
    FloatVector c9p = zero(SPECIES);
    FloatVector c10p = zero(SPECIES);
    FloatVector c11p = zero(SPECIES);
    FloatVector c12p = zero(SPECIES);
    FloatVector c13p = zero(SPECIES);
    FloatVector c14p = zero(SPECIES);
    FloatVector c15p = zero(SPECIES);
    for (int t = 0; t < rows; t++) {
      int i = ao + t * LANES;
      FloatVector p = fromArray(SPECIES, d, dO + t * LANES);
      FloatVector x = broadcast(SPECIES, a[i]);
      c0p = x.fma(p, c0p);
      x = broadcast(SPECIES, a[i + 1]);
      c1p = x.fma(p, c1p);
      x = broadcast(SPECIES, a[i + 2]);
      c2p = x.fma(p, c2p);
      x = broadcast(SPECIES, a[i + 3]);
      c3p = x.fma(p, c3p);
      x = broadcast(SPECIES, a[i + 4]);
      c4p = x.fma(p, c4p);
      x = broadcast(SPECIES, a[i + 5]);
      c5p = x.fma(p, c5p);
      x = broadcast(SPECIES, a[i + 6]);
      c6p = x.fma(p, c6p);
      x = broadcast(SPECIES, a[i + 7]);
      c7p = x.fma(p, c7p);
      x = broadcast(SPECIES, a[i + 8]);
      c8p = x.fma(p, c8p);
      x = broadcast(SPECIES, a[i + 9]);
      c9p = x.fma(p, c9p);
      x = broadcast(SPECIES, a[i + 10]);
      c10p = x.fma(p, c10p);
      x = broadcast(SPECIES, a[i + 11]);
      c11p = x.fma(p, c11p);
      x = broadcast(SPECIES, a[i + 12]);
      c12p = x.fma(p, c12p);
      x = broadcast(SPECIES, a[i + 13]);
      c13p = x.fma(p, c13p);
      x = broadcast(SPECIES, a[i + 14]);
      c14p = x.fma(p, c14p);
      x = broadcast(SPECIES, a[i + 15]);
      c15p = x.fma(p, c15p);
    }
    if (add) {
      c0p = c0p.add(fromArray(SPECIES, c, co));
      c1p = c1p.add(fromArray(SPECIES, c, co + cs));
      c2p = c2p.add(fromArray(SPECIES, c, co + 2 * cs));
      c3p = c3p.add(fromArray(SPECIES, c, co + 3 * cs));
      c4p = c4p.add(fromArray(SPECIES, c, co + 4 * cs));
      c5p = c5p.add(fromArray(SPECIES, c, co + 5 * cs));
      c6p = c6p.add(fromArray(SPECIES, c, co + 6 * cs));
      c7p = c7p.add(fromArray(SPECIES, c, co + 7 * cs));
      c8p = c8p.add(fromArray(SPECIES, c, co + 8 * cs));
      c9p = c9p.add(fromArray(SPECIES, c, co + 9 * cs));
      c10p = c10p.add(fromArray(SPECIES, c, co + 10 * cs));
      c11p = c11p.add(fromArray(SPECIES, c, co + 11 * cs));
      c12p = c12p.add(fromArray(SPECIES, c, co + 12 * cs));
      c13p = c13p.add(fromArray(SPECIES, c, co + 13 * cs));
      c14p = c14p.add(fromArray(SPECIES, c, co + 14 * cs));
      c15p = c15p.add(fromArray(SPECIES, c, co + 15 * cs));
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + cs);
    c2p.intoArray(c, co + 2 * cs);
    c3p.intoArray(c, co + 3 * cs);
    c4p.intoArray(c, co + 4 * cs);
    c5p.intoArray(c, co + 5 * cs);
    c6p.intoArray(c, co + 6 * cs);
    c7p.intoArray(c, co + 7 * cs);
    c8p.intoArray(c, co + 8 * cs);
    c9p.intoArray(c, co + 9 * cs);
    c10p.intoArray(c, co + 10 * cs);
    c11p.intoArray(c, co + 11 * cs);
    c12p.intoArray(c, co + 12 * cs);
    c13p.intoArray(c, co + 13 * cs);
    c14p.intoArray(c, co + 14 * cs);
    c15p.intoArray(c, co + 15 * cs);
  }
}
