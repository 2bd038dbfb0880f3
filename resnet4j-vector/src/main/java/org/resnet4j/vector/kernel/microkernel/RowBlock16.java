package org.resnet4j.vector.kernel.microkernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * 16 rows by one output block, where there are 32 registers: a single block of few channels has so
 * short sums that beginning and ending them counts.
 */
final class RowBlock16 {
  /** Rows of the block. */
  static final int ROWS = 16;

  private RowBlock16() {}

  static void x1(
      float[] a, int ao, int blocks, int blockStride, float[] b, int bo, float[] c, int co) {
    FloatVector c0 = zero(SPECIES);
    FloatVector c1 = zero(SPECIES);
    FloatVector c2 = zero(SPECIES);
    FloatVector c3 = zero(SPECIES);
    FloatVector c4 = zero(SPECIES);
    FloatVector c5 = zero(SPECIES);
    FloatVector c6 = zero(SPECIES);
    FloatVector c7 = zero(SPECIES);
    FloatVector c8 = zero(SPECIES);
    FloatVector c9 = zero(SPECIES);
    FloatVector c10 = zero(SPECIES);
    FloatVector c11 = zero(SPECIES);
    FloatVector c12 = zero(SPECIES);
    FloatVector c13 = zero(SPECIES);
    FloatVector c14 = zero(SPECIES);
    FloatVector c15 = zero(SPECIES);
    for (int k = 0; k < blocks; k++) {
      for (int l = 0; l < LANES; l++) {
        FloatVector p = fromArray(SPECIES, b, bo);
        c0 = broadcast(SPECIES, a[ao + l]).fma(p, c0);
        c1 = broadcast(SPECIES, a[ao + l + LANES]).fma(p, c1);
        c2 = broadcast(SPECIES, a[ao + l + 2 * LANES]).fma(p, c2);
        c3 = broadcast(SPECIES, a[ao + l + 3 * LANES]).fma(p, c3);
        c4 = broadcast(SPECIES, a[ao + l + 4 * LANES]).fma(p, c4);
        c5 = broadcast(SPECIES, a[ao + l + 5 * LANES]).fma(p, c5);
        c6 = broadcast(SPECIES, a[ao + l + 6 * LANES]).fma(p, c6);
        c7 = broadcast(SPECIES, a[ao + l + 7 * LANES]).fma(p, c7);
        c8 = broadcast(SPECIES, a[ao + l + 8 * LANES]).fma(p, c8);
        c9 = broadcast(SPECIES, a[ao + l + 9 * LANES]).fma(p, c9);
        c10 = broadcast(SPECIES, a[ao + l + 10 * LANES]).fma(p, c10);
        c11 = broadcast(SPECIES, a[ao + l + 11 * LANES]).fma(p, c11);
        c12 = broadcast(SPECIES, a[ao + l + 12 * LANES]).fma(p, c12);
        c13 = broadcast(SPECIES, a[ao + l + 13 * LANES]).fma(p, c13);
        c14 = broadcast(SPECIES, a[ao + l + 14 * LANES]).fma(p, c14);
        c15 = broadcast(SPECIES, a[ao + l + 15 * LANES]).fma(p, c15);
        bo += LANES;
      }
      ao += blockStride;
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + LANES);
    c2.intoArray(c, co + 2 * LANES);
    c3.intoArray(c, co + 3 * LANES);
    c4.intoArray(c, co + 4 * LANES);
    c5.intoArray(c, co + 5 * LANES);
    c6.intoArray(c, co + 6 * LANES);
    c7.intoArray(c, co + 7 * LANES);
    c8.intoArray(c, co + 8 * LANES);
    c9.intoArray(c, co + 9 * LANES);
    c10.intoArray(c, co + 10 * LANES);
    c11.intoArray(c, co + 11 * LANES);
    c12.intoArray(c, co + 12 * LANES);
    c13.intoArray(c, co + 13 * LANES);
    c14.intoArray(c, co + 14 * LANES);
    c15.intoArray(c, co + 15 * LANES);
  }
}
