package org.resnet4j.vector.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The transforms of F(4×4, 3×3), Lavin and Gray 2015, section 4.3: Y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A.
 * A two-dimensional transform is a one-dimensional one down the columns of a strip of tiles, which
 * neighbouring tiles share, and one along its rows. Each vector holds the channels of a pixel.
 *
 * <p>Gradients are the adjoints: of the input, the same algorithm with turned weights; of the
 * weights, Gᵀ [Σ (Bᵀ d B) ⊙ (A dY Aᵀ)] G over all tiles.
 */
final class WinogradF4 {
  private WinogradF4() {}

  /** Bᵀ down each of {@code n} columns of six rows, in place. */
  static void inputColumns(float[] s, int at, int row, int n) {
    for (int j = 0; j < n; j++) {
      int p = at + j * LANES;
      FloatVector d0 = fromArray(SPECIES, s, p);
      FloatVector d1 = fromArray(SPECIES, s, p + row);
      FloatVector d2 = fromArray(SPECIES, s, p + 2 * row);
      FloatVector d3 = fromArray(SPECIES, s, p + 3 * row);
      FloatVector d4 = fromArray(SPECIES, s, p + 4 * row);
      FloatVector d5 = fromArray(SPECIES, s, p + 5 * row);
      FloatVector even = d2.fma(broadcast(SPECIES, -4), d4);
      FloatVector odd = d1.fma(broadcast(SPECIES, -4), d3);
      FloatVector c = d4.sub(d2);
      FloatVector e = d3.sub(d1).mul(2f);
      d0.fma(broadcast(SPECIES, 4), d2.fma(broadcast(SPECIES, -5), d4)).intoArray(s, p);
      even.add(odd).intoArray(s, p + row);
      even.sub(odd).intoArray(s, p + 2 * row);
      c.add(e).intoArray(s, p + 3 * row);
      c.sub(e).intoArray(s, p + 4 * row);
      d1.fma(broadcast(SPECIES, 4), d3.fma(broadcast(SPECIES, -5), d5)).intoArray(s, p + 5 * row);
    }
  }

  /** Bᵀ along a row, for each of {@code tiles} tiles: six values, {@code plane} apart. */
  static void inputRow(float[] s, int at, int tiles, float[] v, int to, int plane) {
    for (int t = 0; t < tiles; t++) {
      int p = at + 4 * t * LANES;
      int q = to + t * LANES;
      FloatVector d0 = fromArray(SPECIES, s, p);
      FloatVector d1 = fromArray(SPECIES, s, p + LANES);
      FloatVector d2 = fromArray(SPECIES, s, p + 2 * LANES);
      FloatVector d3 = fromArray(SPECIES, s, p + 3 * LANES);
      FloatVector d4 = fromArray(SPECIES, s, p + 4 * LANES);
      FloatVector d5 = fromArray(SPECIES, s, p + 5 * LANES);
      FloatVector even = d2.fma(broadcast(SPECIES, -4), d4);
      FloatVector odd = d1.fma(broadcast(SPECIES, -4), d3);
      FloatVector c = d4.sub(d2);
      FloatVector e = d3.sub(d1).mul(2f);
      d0.fma(broadcast(SPECIES, 4), d2.fma(broadcast(SPECIES, -5), d4)).intoArray(v, q);
      even.add(odd).intoArray(v, q + plane);
      even.sub(odd).intoArray(v, q + 2 * plane);
      c.add(e).intoArray(v, q + 3 * plane);
      c.sub(e).intoArray(v, q + 4 * plane);
      d1.fma(broadcast(SPECIES, 4), d3.fma(broadcast(SPECIES, -5), d5)).intoArray(v, q + 5 * plane);
    }
  }

  /** Aᵀ along a row of products: six values, {@code plane} apart, give four pixels of a tile. */
  static void outputRow(float[] m, int at, int plane, int tiles, float[] s, int to) {
    for (int t = 0; t < tiles; t++) {
      int p = at + t * LANES;
      int q = to + 4 * t * LANES;
      FloatVector m0 = fromArray(SPECIES, m, p);
      FloatVector m1 = fromArray(SPECIES, m, p + plane);
      FloatVector m2 = fromArray(SPECIES, m, p + 2 * plane);
      FloatVector m3 = fromArray(SPECIES, m, p + 3 * plane);
      FloatVector m4 = fromArray(SPECIES, m, p + 4 * plane);
      FloatVector m5 = fromArray(SPECIES, m, p + 5 * plane);
      FloatVector a = m1.add(m2);
      FloatVector b = m1.sub(m2);
      FloatVector c = m3.add(m4);
      FloatVector e = m3.sub(m4);
      m0.add(a).add(c).intoArray(s, q);
      e.fma(broadcast(SPECIES, 2), b).intoArray(s, q + LANES);
      c.fma(broadcast(SPECIES, 4), a).intoArray(s, q + 2 * LANES);
      e.fma(broadcast(SPECIES, 8), b).add(m5).intoArray(s, q + 3 * LANES);
    }
  }

  /** Aᵀ down each of {@code n} columns: six rows give four, in place. */
  static void outputColumns(float[] s, int at, int row, int n) {
    for (int j = 0; j < n; j++) {
      int p = at + j * LANES;
      FloatVector m0 = fromArray(SPECIES, s, p);
      FloatVector m1 = fromArray(SPECIES, s, p + row);
      FloatVector m2 = fromArray(SPECIES, s, p + 2 * row);
      FloatVector m3 = fromArray(SPECIES, s, p + 3 * row);
      FloatVector m4 = fromArray(SPECIES, s, p + 4 * row);
      FloatVector m5 = fromArray(SPECIES, s, p + 5 * row);
      FloatVector a = m1.add(m2);
      FloatVector b = m1.sub(m2);
      FloatVector c = m3.add(m4);
      FloatVector e = m3.sub(m4);
      m0.add(a).add(c).intoArray(s, p);
      e.fma(broadcast(SPECIES, 2), b).intoArray(s, p + row);
      c.fma(broadcast(SPECIES, 4), a).intoArray(s, p + 2 * row);
      e.fma(broadcast(SPECIES, 8), b).add(m5).intoArray(s, p + 3 * row);
    }
  }

  /** A down each of {@code n} columns: four rows give six, in place. */
  static void gradientColumns(float[] s, int at, int row, int n) {
    for (int j = 0; j < n; j++) {
      int p = at + j * LANES;
      FloatVector y0 = fromArray(SPECIES, s, p);
      FloatVector y1 = fromArray(SPECIES, s, p + row);
      FloatVector y2 = fromArray(SPECIES, s, p + 2 * row);
      FloatVector y3 = fromArray(SPECIES, s, p + 3 * row);
      FloatVector even = y0.add(y2);
      FloatVector odd = y1.add(y3);
      FloatVector even4 = y2.fma(broadcast(SPECIES, 4), y0);
      FloatVector odd4 = y3.fma(broadcast(SPECIES, 4), y1).mul(2f);
      even.add(odd).intoArray(s, p + row);
      even.sub(odd).intoArray(s, p + 2 * row);
      even4.add(odd4).intoArray(s, p + 3 * row);
      even4.sub(odd4).intoArray(s, p + 4 * row);
      y3.intoArray(s, p + 5 * row);
    }
  }

  /** A along a row: four pixels of a tile give six values, {@code plane} apart. */
  static void gradientRow(float[] s, int at, int tiles, float[] d, int to, int plane) {
    for (int t = 0; t < tiles; t++) {
      int p = at + 4 * t * LANES;
      int q = to + t * LANES;
      FloatVector y0 = fromArray(SPECIES, s, p);
      FloatVector y1 = fromArray(SPECIES, s, p + LANES);
      FloatVector y2 = fromArray(SPECIES, s, p + 2 * LANES);
      FloatVector y3 = fromArray(SPECIES, s, p + 3 * LANES);
      FloatVector even = y0.add(y2);
      FloatVector odd = y1.add(y3);
      FloatVector even4 = y2.fma(broadcast(SPECIES, 4), y0);
      FloatVector odd4 = y3.fma(broadcast(SPECIES, 4), y1).mul(2f);
      y0.intoArray(d, q);
      even.add(odd).intoArray(d, q + plane);
      even.sub(odd).intoArray(d, q + 2 * plane);
      even4.add(odd4).intoArray(d, q + 3 * plane);
      even4.sub(odd4).intoArray(d, q + 4 * plane);
      y3.intoArray(d, q + 5 * plane);
    }
  }

  /** G down each of {@code n} columns: three rows give six. */
  static void weightColumns(float[] g, int from, int row, int step, int n, float[] u, int to) {
    for (int j = 0; j < n; j++) {
      int p = from + j * step;
      int q = to + j * LANES;
      FloatVector g0 = fromArray(SPECIES, g, p);
      FloatVector g1 = fromArray(SPECIES, g, p + row);
      FloatVector g2 = fromArray(SPECIES, g, p + 2 * row);
      FloatVector a = g0.add(g2).mul(-1 / 6f);
      FloatVector b = g1.mul(1 / 6f);
      FloatVector c = g2.fma(broadcast(SPECIES, 1 / 6f), g0.mul(1 / 24f));
      FloatVector e = g1.mul(1 / 12f);
      int next = n * LANES;
      g0.mul(1 / 4f).intoArray(u, q);
      a.sub(b).intoArray(u, q + next);
      a.add(b).intoArray(u, q + 2 * next);
      c.add(e).intoArray(u, q + 3 * next);
      c.sub(e).intoArray(u, q + 4 * next);
      g2.intoArray(u, q + 5 * next);
    }
  }

  /** Gᵀ: six values give three, for each of {@code n}. */
  static void weightGradient(float[] u, int from, int row, int step, int n, float[] g, int to) {
    for (int j = 0; j < n; j++) {
      int p = from + j * step;
      int q = to + j * LANES;
      FloatVector u1 = fromArray(SPECIES, u, p + row);
      FloatVector u2 = fromArray(SPECIES, u, p + 2 * row);
      FloatVector u3 = fromArray(SPECIES, u, p + 3 * row);
      FloatVector u4 = fromArray(SPECIES, u, p + 4 * row);
      FloatVector a = u1.add(u2).mul(-1 / 6f);
      FloatVector b = u3.add(u4);
      int next = n * LANES;
      fromArray(SPECIES, u, p)
          .fma(broadcast(SPECIES, 1 / 4f), b.fma(broadcast(SPECIES, 1 / 24f), a))
          .intoArray(g, q);
      u2.sub(u1).mul(1 / 6f).add(u3.sub(u4).mul(1 / 12f)).intoArray(g, q + next);
      b.fma(broadcast(SPECIES, 1 / 6f), a)
          .add(fromArray(SPECIES, u, p + 5 * row))
          .intoArray(g, q + 2 * next);
    }
  }
}
