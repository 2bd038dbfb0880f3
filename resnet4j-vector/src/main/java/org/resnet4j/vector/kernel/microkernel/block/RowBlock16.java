// Written by BlockGenerator, in the tests of this module: change it there.
package org.resnet4j.vector.kernel.microkernel.block;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * 16 rows by one output block, where there are 32 registers: a single block of few channels has so
 * short sums that beginning and ending them counts.
 */
public final class RowBlock16 {
  /** Rows of the block. */
  public static final int ROWS = 16;

  private RowBlock16() {}

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
    FloatVector c8p = zero(SPECIES);
    FloatVector c9p = zero(SPECIES);
    FloatVector c10p = zero(SPECIES);
    FloatVector c11p = zero(SPECIES);
    FloatVector c12p = zero(SPECIES);
    FloatVector c13p = zero(SPECIES);
    FloatVector c14p = zero(SPECIES);
    FloatVector c15p = zero(SPECIES);
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
        x = broadcast(SPECIES, a[ao + l + 8 * LANES]);
        c8p = x.fma(p, c8p);
        x = broadcast(SPECIES, a[ao + l + 9 * LANES]);
        c9p = x.fma(p, c9p);
        x = broadcast(SPECIES, a[ao + l + 10 * LANES]);
        c10p = x.fma(p, c10p);
        x = broadcast(SPECIES, a[ao + l + 11 * LANES]);
        c11p = x.fma(p, c11p);
        x = broadcast(SPECIES, a[ao + l + 12 * LANES]);
        c12p = x.fma(p, c12p);
        x = broadcast(SPECIES, a[ao + l + 13 * LANES]);
        c13p = x.fma(p, c13p);
        x = broadcast(SPECIES, a[ao + l + 14 * LANES]);
        c14p = x.fma(p, c14p);
        x = broadcast(SPECIES, a[ao + l + 15 * LANES]);
        c15p = x.fma(p, c15p);
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
    c8p.intoArray(c, co + 8 * LANES);
    c9p.intoArray(c, co + 9 * LANES);
    c10p.intoArray(c, co + 10 * LANES);
    c11p.intoArray(c, co + 11 * LANES);
    c12p.intoArray(c, co + 12 * LANES);
    c13p.intoArray(c, co + 13 * LANES);
    c14p.intoArray(c, co + 14 * LANES);
    c15p.intoArray(c, co + 15 * LANES);
  }
}
