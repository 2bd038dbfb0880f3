// Written by BlockGenerator, in the tests of this module: change it there.
package org.resnet4j.vector.kernel.microkernel.block;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The small register block of {@code RowKernel} where there are 32 registers: 8 rows by one or two
 * output blocks. Written out because the compiler keeps vectors in registers only where they are
 * local variables.
 */
public final class RowBlock8 {
  private RowBlock8() {}

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
    FloatVector c6p = zero(SPECIES);
    FloatVector c6q = zero(SPECIES);
    FloatVector c7p = zero(SPECIES);
    FloatVector c7q = zero(SPECIES);
    for (int k = 0; k < blocks; k++) {
      for (int l = 0; l < LANES; l++) {
        FloatVector p = fromArray(SPECIES, b, bo);
        FloatVector q = fromArray(SPECIES, b, bo + second);
        FloatVector x = broadcast(SPECIES, a[ao + l]);
        c0p = x.fma(p, c0p);
        c0q = x.fma(q, c0q);
        x = broadcast(SPECIES, a[ao + l + LANES]);
        c1p = x.fma(p, c1p);
        c1q = x.fma(q, c1q);
        x = broadcast(SPECIES, a[ao + l + 2 * LANES]);
        c2p = x.fma(p, c2p);
        c2q = x.fma(q, c2q);
        x = broadcast(SPECIES, a[ao + l + 3 * LANES]);
        c3p = x.fma(p, c3p);
        c3q = x.fma(q, c3q);
        x = broadcast(SPECIES, a[ao + l + 4 * LANES]);
        c4p = x.fma(p, c4p);
        c4q = x.fma(q, c4q);
        x = broadcast(SPECIES, a[ao + l + 5 * LANES]);
        c5p = x.fma(p, c5p);
        c5q = x.fma(q, c5q);
        x = broadcast(SPECIES, a[ao + l + 6 * LANES]);
        c6p = x.fma(p, c6p);
        c6q = x.fma(q, c6q);
        x = broadcast(SPECIES, a[ao + l + 7 * LANES]);
        c7p = x.fma(p, c7p);
        c7q = x.fma(q, c7q);
        bo += LANES;
      }
      ao += blockStride;
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
    c6p.intoArray(c, co + 6 * LANES);
    c7p.intoArray(c, co + 7 * LANES);
    c0q.intoArray(c, co + cs);
    c1q.intoArray(c, co + cs + LANES);
    c2q.intoArray(c, co + cs + 2 * LANES);
    c3q.intoArray(c, co + cs + 3 * LANES);
    c4q.intoArray(c, co + cs + 4 * LANES);
    c5q.intoArray(c, co + cs + 5 * LANES);
    c6q.intoArray(c, co + cs + 6 * LANES);
    c7q.intoArray(c, co + cs + 7 * LANES);
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
    FloatVector c6p = zero(SPECIES);
    FloatVector c7p = zero(SPECIES);
    for (int k = 0; k < blocks; k++) {
      for (int l = 0; l < LANES; l++) {
        FloatVector p = fromArray(SPECIES, b, bo);
        FloatVector x = broadcast(SPECIES, a[ao + l]);
        c0p = x.fma(p, c0p);
        x = broadcast(SPECIES, a[ao + l + LANES]);
        c1p = x.fma(p, c1p);
        x = broadcast(SPECIES, a[ao + l + 2 * LANES]);
        c2p = x.fma(p, c2p);
        x = broadcast(SPECIES, a[ao + l + 3 * LANES]);
        c3p = x.fma(p, c3p);
        x = broadcast(SPECIES, a[ao + l + 4 * LANES]);
        c4p = x.fma(p, c4p);
        x = broadcast(SPECIES, a[ao + l + 5 * LANES]);
        c5p = x.fma(p, c5p);
        x = broadcast(SPECIES, a[ao + l + 6 * LANES]);
        c6p = x.fma(p, c6p);
        x = broadcast(SPECIES, a[ao + l + 7 * LANES]);
        c7p = x.fma(p, c7p);
        bo += LANES;
      }
      ao += blockStride;
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
    c6p.intoArray(c, co + 6 * LANES);
    c7p.intoArray(c, co + 7 * LANES);
  }
}
