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
final class WinogradTransforms {
  private WinogradTransforms() {}

  /** Bᵀ down each of {@code n} columns of six rows, in place. */
  static void inputColumns(float[] s, int at, int row, int n) {
    for (int j = 0; j < n; j++) {
      int p = at + j * LANES;
      input(
          fromArray(SPECIES, s, p),
          fromArray(SPECIES, s, p + row),
          fromArray(SPECIES, s, p + 2 * row),
          fromArray(SPECIES, s, p + 3 * row),
          fromArray(SPECIES, s, p + 4 * row),
          fromArray(SPECIES, s, p + 5 * row),
          s,
          p,
          row);
    }
  }

  /** Bᵀ along a row, for each of {@code tiles} tiles: six values, {@code plane} apart. */
  static void inputRow(float[] s, int at, int tiles, float[] v, int to, int plane) {
    for (int t = 0; t < tiles; t++) {
      int p = at + 4 * t * LANES;
      input(
          fromArray(SPECIES, s, p),
          fromArray(SPECIES, s, p + LANES),
          fromArray(SPECIES, s, p + 2 * LANES),
          fromArray(SPECIES, s, p + 3 * LANES),
          fromArray(SPECIES, s, p + 4 * LANES),
          fromArray(SPECIES, s, p + 5 * LANES),
          v,
          to + t * LANES,
          plane);
    }
  }

  /** Bᵀ of six vectors: six, {@code step} apart. */
  static void input(
      FloatVector d0,
      FloatVector d1,
      FloatVector d2,
      FloatVector d3,
      FloatVector d4,
      FloatVector d5,
      float[] v,
      int q,
      int step) {
    FloatVector even = d2.fma(broadcast(SPECIES, -4), d4);
    FloatVector odd = d1.fma(broadcast(SPECIES, -4), d3);
    FloatVector c = d4.sub(d2);
    FloatVector e = d3.sub(d1).mul(2f);
    d0.fma(broadcast(SPECIES, 4), d2.fma(broadcast(SPECIES, -5), d4)).intoArray(v, q);
    even.add(odd).intoArray(v, q + step);
    even.sub(odd).intoArray(v, q + 2 * step);
    c.add(e).intoArray(v, q + 3 * step);
    c.sub(e).intoArray(v, q + 4 * step);
    d1.fma(broadcast(SPECIES, 4), d3.fma(broadcast(SPECIES, -5), d5)).intoArray(v, q + 5 * step);
  }

  /** Aᵀ along a row of products: six values, {@code plane} apart, give four pixels of a tile. */
  static void outputRow(float[] m, int at, int plane, int tiles, float[] s, int to) {
    for (int t = 0; t < tiles; t++) {
      output(m, at + t * LANES, plane, s, to + 4 * t * LANES, LANES);
    }
  }

  /** Aᵀ down each of {@code n} columns: six rows give four, in place. */
  static void outputColumns(float[] s, int at, int row, int n) {
    for (int j = 0; j < n; j++) {
      output(s, at + j * LANES, row, s, at + j * LANES, row);
    }
  }

  /** Aᵀ of six vectors, {@code apart}: four, {@code step} apart. */
  private static void output(float[] m, int p, int apart, float[] s, int q, int step) {
    FloatVector m0 = fromArray(SPECIES, m, p);
    FloatVector m1 = fromArray(SPECIES, m, p + apart);
    FloatVector m2 = fromArray(SPECIES, m, p + 2 * apart);
    FloatVector m3 = fromArray(SPECIES, m, p + 3 * apart);
    FloatVector m4 = fromArray(SPECIES, m, p + 4 * apart);
    FloatVector m5 = fromArray(SPECIES, m, p + 5 * apart);
    FloatVector a = m1.add(m2);
    FloatVector b = m1.sub(m2);
    FloatVector c = m3.add(m4);
    FloatVector e = m3.sub(m4);
    m0.add(a).add(c).intoArray(s, q);
    e.fma(broadcast(SPECIES, 2), b).intoArray(s, q + step);
    c.fma(broadcast(SPECIES, 4), a).intoArray(s, q + 2 * step);
    e.fma(broadcast(SPECIES, 8), b).add(m5).intoArray(s, q + 3 * step);
  }

  /** A down each of {@code n} columns: four rows give six, in place. */
  static void gradientColumns(float[] s, int at, int row, int n) {
    for (int j = 0; j < n; j++) {
      int p = at + j * LANES;
      gradient(
          fromArray(SPECIES, s, p),
          fromArray(SPECIES, s, p + row),
          fromArray(SPECIES, s, p + 2 * row),
          fromArray(SPECIES, s, p + 3 * row),
          s,
          p,
          row);
    }
  }

  /** A along a row: four pixels of a tile give six values, {@code plane} apart. */
  static void gradientRow(float[] s, int at, int tiles, float[] d, int to, int plane) {
    for (int t = 0; t < tiles; t++) {
      int p = at + 4 * t * LANES;
      gradient(
          fromArray(SPECIES, s, p),
          fromArray(SPECIES, s, p + LANES),
          fromArray(SPECIES, s, p + 2 * LANES),
          fromArray(SPECIES, s, p + 3 * LANES),
          d,
          to + t * LANES,
          plane);
    }
  }

  /** A of four vectors: six, {@code step} apart. */
  static void gradient(
      FloatVector y0, FloatVector y1, FloatVector y2, FloatVector y3, float[] d, int q, int step) {
    FloatVector even = y0.add(y2);
    FloatVector odd = y1.add(y3);
    FloatVector even4 = y2.fma(broadcast(SPECIES, 4), y0);
    FloatVector odd4 = y3.fma(broadcast(SPECIES, 4), y1).mul(2f);
    y0.intoArray(d, q);
    even.add(odd).intoArray(d, q + step);
    even.sub(odd).intoArray(d, q + 2 * step);
    even4.add(odd4).intoArray(d, q + 3 * step);
    even4.sub(odd4).intoArray(d, q + 4 * step);
    y3.intoArray(d, q + 5 * step);
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
