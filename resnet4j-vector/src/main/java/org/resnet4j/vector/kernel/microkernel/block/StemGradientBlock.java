// Written by BlockGenerator, in the tests of this module: change it there.
package org.resnet4j.vector.kernel.microkernel.block;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register blocks of {@code StemGradientKernel}: eight taps, each of which reads neighbouring
 * floats from where a table says, by two or one output blocks.
 */
public final class StemGradientBlock {
  private StemGradientBlock() {}

  /** Eight taps by two output blocks. */
  public static void taps8x2(
      float[] a,
      int ao,
      int[] taps,
      int e,
      int n,
      float[] d,
      int dO,
      int ds,
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
    FloatVector c6p = zero(SPECIES);
    FloatVector c6q = zero(SPECIES);
    FloatVector c7p = zero(SPECIES);
    FloatVector c7q = zero(SPECIES);
    int a0 = ao + taps[e];
    int a1 = ao + taps[e + 1];
    int a2 = ao + taps[e + 2];
    int a3 = ao + taps[e + 3];
    int a4 = ao + taps[e + 4];
    int a5 = ao + taps[e + 5];
    int a6 = ao + taps[e + 6];
    int a7 = ao + taps[e + 7];
    for (int t = 0; t < n; t++) {
      FloatVector p = fromArray(SPECIES, d, dO + t * LANES);
      FloatVector q = fromArray(SPECIES, d, dO + t * LANES + ds);
      FloatVector x = broadcast(SPECIES, a[a0 + t]);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
      x = broadcast(SPECIES, a[a1 + t]);
      c1p = x.fma(p, c1p);
      c1q = x.fma(q, c1q);
      x = broadcast(SPECIES, a[a2 + t]);
      c2p = x.fma(p, c2p);
      c2q = x.fma(q, c2q);
      x = broadcast(SPECIES, a[a3 + t]);
      c3p = x.fma(p, c3p);
      c3q = x.fma(q, c3q);
      x = broadcast(SPECIES, a[a4 + t]);
      c4p = x.fma(p, c4p);
      c4q = x.fma(q, c4q);
      x = broadcast(SPECIES, a[a5 + t]);
      c5p = x.fma(p, c5p);
      c5q = x.fma(q, c5q);
      x = broadcast(SPECIES, a[a6 + t]);
      c6p = x.fma(p, c6p);
      c6q = x.fma(q, c6q);
      x = broadcast(SPECIES, a[a7 + t]);
      c7p = x.fma(p, c7p);
      c7q = x.fma(q, c7q);
    }
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
  }

  /** Eight taps by one output block. */
  public static void taps8x1(
      float[] a, int ao, int[] taps, int e, int n, float[] d, int dO, float[] c, int co, int cs) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c6p = zero(SPECIES);
    FloatVector c7p = zero(SPECIES);
    int a0 = ao + taps[e];
    int a1 = ao + taps[e + 1];
    int a2 = ao + taps[e + 2];
    int a3 = ao + taps[e + 3];
    int a4 = ao + taps[e + 4];
    int a5 = ao + taps[e + 5];
    int a6 = ao + taps[e + 6];
    int a7 = ao + taps[e + 7];
    for (int t = 0; t < n; t++) {
      FloatVector p = fromArray(SPECIES, d, dO + t * LANES);
      FloatVector x = broadcast(SPECIES, a[a0 + t]);
      c0p = x.fma(p, c0p);
      x = broadcast(SPECIES, a[a1 + t]);
      c1p = x.fma(p, c1p);
      x = broadcast(SPECIES, a[a2 + t]);
      c2p = x.fma(p, c2p);
      x = broadcast(SPECIES, a[a3 + t]);
      c3p = x.fma(p, c3p);
      x = broadcast(SPECIES, a[a4 + t]);
      c4p = x.fma(p, c4p);
      x = broadcast(SPECIES, a[a5 + t]);
      c5p = x.fma(p, c5p);
      x = broadcast(SPECIES, a[a6 + t]);
      c6p = x.fma(p, c6p);
      x = broadcast(SPECIES, a[a7 + t]);
      c7p = x.fma(p, c7p);
    }
    c0p.add(fromArray(SPECIES, c, co)).intoArray(c, co);
    c1p.add(fromArray(SPECIES, c, co + cs)).intoArray(c, co + cs);
    c2p.add(fromArray(SPECIES, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
    c3p.add(fromArray(SPECIES, c, co + 3 * cs)).intoArray(c, co + 3 * cs);
    c4p.add(fromArray(SPECIES, c, co + 4 * cs)).intoArray(c, co + 4 * cs);
    c5p.add(fromArray(SPECIES, c, co + 5 * cs)).intoArray(c, co + 5 * cs);
    c6p.add(fromArray(SPECIES, c, co + 6 * cs)).intoArray(c, co + 6 * cs);
    c7p.add(fromArray(SPECIES, c, co + 7 * cs)).intoArray(c, co + 7 * cs);
  }
}
