// Written by BlockGenerator, in the tests of this module: change it there.
package org.resnet4j.vector.kernel.microkernel.block;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register blocks of {@code StemKernel}: 14 or 6 neighbouring pixels by two or one output
 * blocks.
 */
public final class StemBlock {
  private StemBlock() {}

  /** 14 pixels by two output blocks. */
  public static void rows14x2(
      float[] a, int ao, int[] taps, float[] b, int bo, float[] c, int co, int cs) {
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
    FloatVector c8p = zero(SPECIES);
    FloatVector c8q = zero(SPECIES);
    FloatVector c9p = zero(SPECIES);
    FloatVector c9q = zero(SPECIES);
    FloatVector c10p = zero(SPECIES);
    FloatVector c10q = zero(SPECIES);
    FloatVector c11p = zero(SPECIES);
    FloatVector c11q = zero(SPECIES);
    FloatVector c12p = zero(SPECIES);
    FloatVector c12q = zero(SPECIES);
    FloatVector c13p = zero(SPECIES);
    FloatVector c13q = zero(SPECIES);
    for (int e = 0; e < taps.length; e++) {
      int i = ao + taps[e];
      int j = bo + e * 2 * LANES;
      FloatVector p = fromArray(SPECIES, b, j);
      FloatVector q = fromArray(SPECIES, b, j + LANES);
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
      x = broadcast(SPECIES, a[i + 8]);
      c8p = x.fma(p, c8p);
      c8q = x.fma(q, c8q);
      x = broadcast(SPECIES, a[i + 9]);
      c9p = x.fma(p, c9p);
      c9q = x.fma(q, c9q);
      x = broadcast(SPECIES, a[i + 10]);
      c10p = x.fma(p, c10p);
      c10q = x.fma(q, c10q);
      x = broadcast(SPECIES, a[i + 11]);
      c11p = x.fma(p, c11p);
      c11q = x.fma(q, c11q);
      x = broadcast(SPECIES, a[i + 12]);
      c12p = x.fma(p, c12p);
      c12q = x.fma(q, c12q);
      x = broadcast(SPECIES, a[i + 13]);
      c13p = x.fma(p, c13p);
      c13q = x.fma(q, c13q);
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
    c6p.intoArray(c, co + 6 * LANES);
    c7p.intoArray(c, co + 7 * LANES);
    c8p.intoArray(c, co + 8 * LANES);
    c9p.intoArray(c, co + 9 * LANES);
    c10p.intoArray(c, co + 10 * LANES);
    c11p.intoArray(c, co + 11 * LANES);
    c12p.intoArray(c, co + 12 * LANES);
    c13p.intoArray(c, co + 13 * LANES);
    c0q.intoArray(c, co + cs);
    c1q.intoArray(c, co + cs + LANES);
    c2q.intoArray(c, co + cs + 2 * LANES);
    c3q.intoArray(c, co + cs + 3 * LANES);
    c4q.intoArray(c, co + cs + 4 * LANES);
    c5q.intoArray(c, co + cs + 5 * LANES);
    c6q.intoArray(c, co + cs + 6 * LANES);
    c7q.intoArray(c, co + cs + 7 * LANES);
    c8q.intoArray(c, co + cs + 8 * LANES);
    c9q.intoArray(c, co + cs + 9 * LANES);
    c10q.intoArray(c, co + cs + 10 * LANES);
    c11q.intoArray(c, co + cs + 11 * LANES);
    c12q.intoArray(c, co + cs + 12 * LANES);
    c13q.intoArray(c, co + cs + 13 * LANES);
  }

  /** 14 pixels by one output block. */
  public static void rows14x1(float[] a, int ao, int[] taps, float[] b, int bo, float[] c, int co) {
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
    for (int e = 0; e < taps.length; e++) {
      int i = ao + taps[e];
      int j = bo + e * LANES;
      FloatVector p = fromArray(SPECIES, b, j);
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
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
    c6p.intoArray(c, co + 6 * LANES);
    c7p.intoArray(c, co + 7 * LANES);
    c8p.intoArray(c, co + 8 * LANES);
    c9p.intoArray(c, co + 9 * LANES);
    c10p.intoArray(c, co + 10 * LANES);
    c11p.intoArray(c, co + 11 * LANES);
    c12p.intoArray(c, co + 12 * LANES);
    c13p.intoArray(c, co + 13 * LANES);
  }

  /** 6 pixels by two output blocks. */
  public static void rows6x2(
      float[] a, int ao, int[] taps, float[] b, int bo, float[] c, int co, int cs) {
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
    for (int e = 0; e < taps.length; e++) {
      int i = ao + taps[e];
      int j = bo + e * 2 * LANES;
      FloatVector p = fromArray(SPECIES, b, j);
      FloatVector q = fromArray(SPECIES, b, j + LANES);
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

  /** 6 pixels by one output block. */
  public static void rows6x1(float[] a, int ao, int[] taps, float[] b, int bo, float[] c, int co) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    for (int e = 0; e < taps.length; e++) {
      int i = ao + taps[e];
      int j = bo + e * LANES;
      FloatVector p = fromArray(SPECIES, b, j);
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
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
  }
}
