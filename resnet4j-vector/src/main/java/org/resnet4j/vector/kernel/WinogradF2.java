package org.resnet4j.vector.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The transforms of F(2×2, 3×3), Lavin and Gray 2015, section 4.1, as those of {@link WinogradF4}.
 */
final class WinogradF2 {
  private WinogradF2() {}

  /** Bᵀ down each of {@code n} columns of four rows, in place. */
  static void inputColumns(float[] s, int at, int row, int n) {
    for (int j = 0; j < n; j++) {
      int p = at + j * LANES;
      FloatVector d0 = fromArray(SPECIES, s, p);
      FloatVector d1 = fromArray(SPECIES, s, p + row);
      FloatVector d2 = fromArray(SPECIES, s, p + 2 * row);
      FloatVector d3 = fromArray(SPECIES, s, p + 3 * row);
      d0.sub(d2).intoArray(s, p);
      d1.add(d2).intoArray(s, p + row);
      d2.sub(d1).intoArray(s, p + 2 * row);
      d1.sub(d3).intoArray(s, p + 3 * row);
    }
  }

  /** Bᵀ along a row, for each of {@code tiles} tiles: four values, {@code plane} apart. */
  static void inputRow(float[] s, int at, int tiles, float[] v, int to, int plane) {
    for (int t = 0; t < tiles; t++) {
      int p = at + 2 * t * LANES;
      int q = to + t * LANES;
      FloatVector d0 = fromArray(SPECIES, s, p);
      FloatVector d1 = fromArray(SPECIES, s, p + LANES);
      FloatVector d2 = fromArray(SPECIES, s, p + 2 * LANES);
      FloatVector d3 = fromArray(SPECIES, s, p + 3 * LANES);
      d0.sub(d2).intoArray(v, q);
      d1.add(d2).intoArray(v, q + plane);
      d2.sub(d1).intoArray(v, q + 2 * plane);
      d1.sub(d3).intoArray(v, q + 3 * plane);
    }
  }

  /** Aᵀ along a row of products: four values, {@code plane} apart, give two pixels of a tile. */
  static void outputRow(float[] m, int at, int plane, int tiles, float[] s, int to) {
    for (int t = 0; t < tiles; t++) {
      int p = at + t * LANES;
      int q = to + 2 * t * LANES;
      FloatVector m1 = fromArray(SPECIES, m, p + plane);
      FloatVector m2 = fromArray(SPECIES, m, p + 2 * plane);
      fromArray(SPECIES, m, p).add(m1.add(m2)).intoArray(s, q);
      m1.sub(m2).sub(fromArray(SPECIES, m, p + 3 * plane)).intoArray(s, q + LANES);
    }
  }

  /** Aᵀ down each of {@code n} columns: four rows give two, in place. */
  static void outputColumns(float[] s, int at, int row, int n) {
    for (int j = 0; j < n; j++) {
      int p = at + j * LANES;
      FloatVector m1 = fromArray(SPECIES, s, p + row);
      FloatVector m2 = fromArray(SPECIES, s, p + 2 * row);
      FloatVector m3 = fromArray(SPECIES, s, p + 3 * row);
      fromArray(SPECIES, s, p).add(m1.add(m2)).intoArray(s, p);
      m1.sub(m2).sub(m3).intoArray(s, p + row);
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
