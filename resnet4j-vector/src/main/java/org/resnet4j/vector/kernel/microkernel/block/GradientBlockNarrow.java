// Written by BlockGenerator, in the tests of this module: change it there.
package org.resnet4j.vector.kernel.microkernel.block;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register blocks of {@code GradientKernel} for vectors of 8 and of 4 lanes: all lanes by one
 * output block.
 */
public final class GradientBlockNarrow {
  private GradientBlockNarrow() {}

  /** 8 lanes by 1 output block. */
  public static void lanes8x1(
      float[] a, int ao, float[] d, int dO, int rows, float[] c, int co, int cs, boolean add) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c6p = zero(SPECIES);
    FloatVector c7p = zero(SPECIES);
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
    }
    if (add) {
      c0p.add(fromArray(SPECIES, c, co)).intoArray(c, co);
      c1p.add(fromArray(SPECIES, c, co + cs)).intoArray(c, co + cs);
      c2p.add(fromArray(SPECIES, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
      c3p.add(fromArray(SPECIES, c, co + 3 * cs)).intoArray(c, co + 3 * cs);
      c4p.add(fromArray(SPECIES, c, co + 4 * cs)).intoArray(c, co + 4 * cs);
      c5p.add(fromArray(SPECIES, c, co + 5 * cs)).intoArray(c, co + 5 * cs);
      c6p.add(fromArray(SPECIES, c, co + 6 * cs)).intoArray(c, co + 6 * cs);
      c7p.add(fromArray(SPECIES, c, co + 7 * cs)).intoArray(c, co + 7 * cs);
      return;
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + cs);
    c2p.intoArray(c, co + 2 * cs);
    c3p.intoArray(c, co + 3 * cs);
    c4p.intoArray(c, co + 4 * cs);
    c5p.intoArray(c, co + 5 * cs);
    c6p.intoArray(c, co + 6 * cs);
    c7p.intoArray(c, co + 7 * cs);
  }

  /** 4 lanes by 1 output block. */
  public static void lanes4x1(
      float[] a, int ao, float[] d, int dO, int rows, float[] c, int co, int cs, boolean add) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
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
    }
    if (add) {
      c0p.add(fromArray(SPECIES, c, co)).intoArray(c, co);
      c1p.add(fromArray(SPECIES, c, co + cs)).intoArray(c, co + cs);
      c2p.add(fromArray(SPECIES, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
      c3p.add(fromArray(SPECIES, c, co + 3 * cs)).intoArray(c, co + 3 * cs);
      return;
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + cs);
    c2p.intoArray(c, co + 2 * cs);
    c3p.intoArray(c, co + 3 * cs);
  }
}
