package org.resnet4j.vector.kernel.winograd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The transforms of F(2×2, 3×3), Lavin and Gray 2015, section 4.1, as those of {@link WinogradF4}.
 */
final class WinogradF2 {
  private WinogradF2() {}

  /** Bᵀ: four values give four. */
  static void input(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector d0 = fromArray(SPECIES, x, p);
      FloatVector d1 = fromArray(SPECIES, x, p + step);
      FloatVector d2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector d3 = fromArray(SPECIES, x, p + 3 * step);
      d0.sub(d2).intoArray(y, q);
      d1.add(d2).intoArray(y, q + toStep);
      d2.sub(d1).intoArray(y, q + 2 * toStep);
      d1.sub(d3).intoArray(y, q + 3 * toStep);
    }
  }

  /** Aᵀ: four values give two. */
  static void output(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector m0 = fromArray(SPECIES, x, p);
      FloatVector m1 = fromArray(SPECIES, x, p + step);
      FloatVector m2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector m3 = fromArray(SPECIES, x, p + 3 * step);
      m0.add(m1.add(m2)).intoArray(y, q);
      m1.sub(m2).sub(m3).intoArray(y, q + toStep);
    }
  }

  /** G down each of {@code n} columns: three rows give four. */
  static void weightColumns(float[] g, int from, int row, int step, int n, float[] u, int to) {
    for (int j = 0; j < n; j++) {
      int p = from + j * step;
      int q = to + j * LANES;
      FloatVector g0 = fromArray(SPECIES, g, p);
      FloatVector g1 = fromArray(SPECIES, g, p + row).mul(1 / 2f);
      FloatVector g2 = fromArray(SPECIES, g, p + 2 * row);
      FloatVector a = g0.add(g2).mul(1 / 2f);
      int next = n * LANES;
      g0.intoArray(u, q);
      a.add(g1).intoArray(u, q + next);
      a.sub(g1).intoArray(u, q + 2 * next);
      g2.intoArray(u, q + 3 * next);
    }
  }
}
