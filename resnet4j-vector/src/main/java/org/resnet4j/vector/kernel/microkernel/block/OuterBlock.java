// Written by BlockGenerator, in the tests of this module: change it there.
package org.resnet4j.vector.kernel.microkernel.block;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The register blocks of {@code OuterKernel}: rows by vectors, a sum of outer products. */
public final class OuterBlock {
  private OuterBlock() {}

  /** 6 rows by 4 vectors. */
  public static void outer6x4(
      float[] a,
      int ao,
      int as,
      int ar,
      float[] b,
      int bo,
      int bs,
      int steps,
      float[] c,
      int co,
      int cr,
      boolean add) {
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
    FloatVector c4p = zero(SPECIES);
    FloatVector c4q = zero(SPECIES);
    FloatVector c4r = zero(SPECIES);
    FloatVector c4s = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c5q = zero(SPECIES);
    FloatVector c5r = zero(SPECIES);
    FloatVector c5s = zero(SPECIES);
    for (int t = 0; t < steps; t++) {
      int i = ao + t * as;
      int j = bo + t * bs;
      FloatVector p = fromArray(SPECIES, b, j);
      FloatVector q = fromArray(SPECIES, b, j + LANES);
      FloatVector r = fromArray(SPECIES, b, j + 2 * LANES);
      FloatVector s = fromArray(SPECIES, b, j + 3 * LANES);
      FloatVector x = broadcast(SPECIES, a[i]);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
      c0r = x.fma(r, c0r);
      c0s = x.fma(s, c0s);
      x = broadcast(SPECIES, a[i + ar]);
      c1p = x.fma(p, c1p);
      c1q = x.fma(q, c1q);
      c1r = x.fma(r, c1r);
      c1s = x.fma(s, c1s);
      x = broadcast(SPECIES, a[i + 2 * ar]);
      c2p = x.fma(p, c2p);
      c2q = x.fma(q, c2q);
      c2r = x.fma(r, c2r);
      c2s = x.fma(s, c2s);
      x = broadcast(SPECIES, a[i + 3 * ar]);
      c3p = x.fma(p, c3p);
      c3q = x.fma(q, c3q);
      c3r = x.fma(r, c3r);
      c3s = x.fma(s, c3s);
      x = broadcast(SPECIES, a[i + 4 * ar]);
      c4p = x.fma(p, c4p);
      c4q = x.fma(q, c4q);
      c4r = x.fma(r, c4r);
      c4s = x.fma(s, c4s);
      x = broadcast(SPECIES, a[i + 5 * ar]);
      c5p = x.fma(p, c5p);
      c5q = x.fma(q, c5q);
      c5r = x.fma(r, c5r);
      c5s = x.fma(s, c5s);
    }
    if (add) {
      c0p.add(fromArray(SPECIES, c, co)).intoArray(c, co);
      c0q.add(fromArray(SPECIES, c, co + LANES)).intoArray(c, co + LANES);
      c0r.add(fromArray(SPECIES, c, co + 2 * LANES)).intoArray(c, co + 2 * LANES);
      c0s.add(fromArray(SPECIES, c, co + 3 * LANES)).intoArray(c, co + 3 * LANES);
      c1p.add(fromArray(SPECIES, c, co + cr)).intoArray(c, co + cr);
      c1q.add(fromArray(SPECIES, c, co + cr + LANES)).intoArray(c, co + cr + LANES);
      c1r.add(fromArray(SPECIES, c, co + cr + 2 * LANES)).intoArray(c, co + cr + 2 * LANES);
      c1s.add(fromArray(SPECIES, c, co + cr + 3 * LANES)).intoArray(c, co + cr + 3 * LANES);
      c2p.add(fromArray(SPECIES, c, co + 2 * cr)).intoArray(c, co + 2 * cr);
      c2q.add(fromArray(SPECIES, c, co + 2 * cr + LANES)).intoArray(c, co + 2 * cr + LANES);
      c2r.add(fromArray(SPECIES, c, co + 2 * cr + 2 * LANES)).intoArray(c, co + 2 * cr + 2 * LANES);
      c2s.add(fromArray(SPECIES, c, co + 2 * cr + 3 * LANES)).intoArray(c, co + 2 * cr + 3 * LANES);
      c3p.add(fromArray(SPECIES, c, co + 3 * cr)).intoArray(c, co + 3 * cr);
      c3q.add(fromArray(SPECIES, c, co + 3 * cr + LANES)).intoArray(c, co + 3 * cr + LANES);
      c3r.add(fromArray(SPECIES, c, co + 3 * cr + 2 * LANES)).intoArray(c, co + 3 * cr + 2 * LANES);
      c3s.add(fromArray(SPECIES, c, co + 3 * cr + 3 * LANES)).intoArray(c, co + 3 * cr + 3 * LANES);
      c4p.add(fromArray(SPECIES, c, co + 4 * cr)).intoArray(c, co + 4 * cr);
      c4q.add(fromArray(SPECIES, c, co + 4 * cr + LANES)).intoArray(c, co + 4 * cr + LANES);
      c4r.add(fromArray(SPECIES, c, co + 4 * cr + 2 * LANES)).intoArray(c, co + 4 * cr + 2 * LANES);
      c4s.add(fromArray(SPECIES, c, co + 4 * cr + 3 * LANES)).intoArray(c, co + 4 * cr + 3 * LANES);
      c5p.add(fromArray(SPECIES, c, co + 5 * cr)).intoArray(c, co + 5 * cr);
      c5q.add(fromArray(SPECIES, c, co + 5 * cr + LANES)).intoArray(c, co + 5 * cr + LANES);
      c5r.add(fromArray(SPECIES, c, co + 5 * cr + 2 * LANES)).intoArray(c, co + 5 * cr + 2 * LANES);
      c5s.add(fromArray(SPECIES, c, co + 5 * cr + 3 * LANES)).intoArray(c, co + 5 * cr + 3 * LANES);
      return;
    }
    c0p.intoArray(c, co);
    c0q.intoArray(c, co + LANES);
    c0r.intoArray(c, co + 2 * LANES);
    c0s.intoArray(c, co + 3 * LANES);
    c1p.intoArray(c, co + cr);
    c1q.intoArray(c, co + cr + LANES);
    c1r.intoArray(c, co + cr + 2 * LANES);
    c1s.intoArray(c, co + cr + 3 * LANES);
    c2p.intoArray(c, co + 2 * cr);
    c2q.intoArray(c, co + 2 * cr + LANES);
    c2r.intoArray(c, co + 2 * cr + 2 * LANES);
    c2s.intoArray(c, co + 2 * cr + 3 * LANES);
    c3p.intoArray(c, co + 3 * cr);
    c3q.intoArray(c, co + 3 * cr + LANES);
    c3r.intoArray(c, co + 3 * cr + 2 * LANES);
    c3s.intoArray(c, co + 3 * cr + 3 * LANES);
    c4p.intoArray(c, co + 4 * cr);
    c4q.intoArray(c, co + 4 * cr + LANES);
    c4r.intoArray(c, co + 4 * cr + 2 * LANES);
    c4s.intoArray(c, co + 4 * cr + 3 * LANES);
    c5p.intoArray(c, co + 5 * cr);
    c5q.intoArray(c, co + 5 * cr + LANES);
    c5r.intoArray(c, co + 5 * cr + 2 * LANES);
    c5s.intoArray(c, co + 5 * cr + 3 * LANES);
  }

  /** 6 rows by 2 vectors. */
  public static void outer6x2(
      float[] a,
      int ao,
      int as,
      int ar,
      float[] b,
      int bo,
      int bs,
      int steps,
      float[] c,
      int co,
      int cr,
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
    for (int t = 0; t < steps; t++) {
      int i = ao + t * as;
      int j = bo + t * bs;
      FloatVector p = fromArray(SPECIES, b, j);
      FloatVector q = fromArray(SPECIES, b, j + LANES);
      FloatVector x = broadcast(SPECIES, a[i]);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
      x = broadcast(SPECIES, a[i + ar]);
      c1p = x.fma(p, c1p);
      c1q = x.fma(q, c1q);
      x = broadcast(SPECIES, a[i + 2 * ar]);
      c2p = x.fma(p, c2p);
      c2q = x.fma(q, c2q);
      x = broadcast(SPECIES, a[i + 3 * ar]);
      c3p = x.fma(p, c3p);
      c3q = x.fma(q, c3q);
      x = broadcast(SPECIES, a[i + 4 * ar]);
      c4p = x.fma(p, c4p);
      c4q = x.fma(q, c4q);
      x = broadcast(SPECIES, a[i + 5 * ar]);
      c5p = x.fma(p, c5p);
      c5q = x.fma(q, c5q);
    }
    if (add) {
      c0p.add(fromArray(SPECIES, c, co)).intoArray(c, co);
      c0q.add(fromArray(SPECIES, c, co + LANES)).intoArray(c, co + LANES);
      c1p.add(fromArray(SPECIES, c, co + cr)).intoArray(c, co + cr);
      c1q.add(fromArray(SPECIES, c, co + cr + LANES)).intoArray(c, co + cr + LANES);
      c2p.add(fromArray(SPECIES, c, co + 2 * cr)).intoArray(c, co + 2 * cr);
      c2q.add(fromArray(SPECIES, c, co + 2 * cr + LANES)).intoArray(c, co + 2 * cr + LANES);
      c3p.add(fromArray(SPECIES, c, co + 3 * cr)).intoArray(c, co + 3 * cr);
      c3q.add(fromArray(SPECIES, c, co + 3 * cr + LANES)).intoArray(c, co + 3 * cr + LANES);
      c4p.add(fromArray(SPECIES, c, co + 4 * cr)).intoArray(c, co + 4 * cr);
      c4q.add(fromArray(SPECIES, c, co + 4 * cr + LANES)).intoArray(c, co + 4 * cr + LANES);
      c5p.add(fromArray(SPECIES, c, co + 5 * cr)).intoArray(c, co + 5 * cr);
      c5q.add(fromArray(SPECIES, c, co + 5 * cr + LANES)).intoArray(c, co + 5 * cr + LANES);
      return;
    }
    c0p.intoArray(c, co);
    c0q.intoArray(c, co + LANES);
    c1p.intoArray(c, co + cr);
    c1q.intoArray(c, co + cr + LANES);
    c2p.intoArray(c, co + 2 * cr);
    c2q.intoArray(c, co + 2 * cr + LANES);
    c3p.intoArray(c, co + 3 * cr);
    c3q.intoArray(c, co + 3 * cr + LANES);
    c4p.intoArray(c, co + 4 * cr);
    c4q.intoArray(c, co + 4 * cr + LANES);
    c5p.intoArray(c, co + 5 * cr);
    c5q.intoArray(c, co + 5 * cr + LANES);
  }

  /** one row by 2 vectors. */
  public static void outer1x2(
      float[] a,
      int ao,
      int as,
      float[] b,
      int bo,
      int bs,
      int steps,
      float[] c,
      int co,
      boolean add) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c0q = zero(SPECIES);
    for (int t = 0; t < steps; t++) {
      int i = ao + t * as;
      int j = bo + t * bs;
      FloatVector p = fromArray(SPECIES, b, j);
      FloatVector q = fromArray(SPECIES, b, j + LANES);
      FloatVector x = broadcast(SPECIES, a[i]);
      c0p = x.fma(p, c0p);
      c0q = x.fma(q, c0q);
    }
    if (add) {
      c0p.add(fromArray(SPECIES, c, co)).intoArray(c, co);
      c0q.add(fromArray(SPECIES, c, co + LANES)).intoArray(c, co + LANES);
      return;
    }
    c0p.intoArray(c, co);
    c0q.intoArray(c, co + LANES);
  }

  /** one row by one vector. */
  public static void outer1x1(
      float[] a,
      int ao,
      int as,
      float[] b,
      int bo,
      int bs,
      int steps,
      float[] c,
      int co,
      boolean add) {
    FloatVector c0p = zero(SPECIES);
    for (int t = 0; t < steps; t++) {
      int i = ao + t * as;
      int j = bo + t * bs;
      FloatVector p = fromArray(SPECIES, b, j);
      FloatVector x = broadcast(SPECIES, a[i]);
      c0p = x.fma(p, c0p);
    }
    if (add) {
      c0p.add(fromArray(SPECIES, c, co)).intoArray(c, co);
      return;
    }
    c0p.intoArray(c, co);
  }
}
