package org.resnet4j.vector.kernel.winograd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The transforms of F(4×4, 3×3), Lavin and Gray 2015, section 4.3: Y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A.
 * A two-dimensional transform is a one-dimensional one down the columns of a strip of tiles, which
 * neighbouring tiles share, and one along its rows. Each vector holds the channels of a pixel.
 *
 * <p>Gradients are the adjoints: of the input, the same algorithm with rotated weights; of the
 * weights, Gᵀ [Σ (Bᵀ d B) ⊙ (A dY Aᵀ)] G over all tiles.
 */
final class WinogradF4 {
  private WinogradF4() {}

  /**
   * Bᵀ: six values give six, {@code n} times. Value i of the t-th lies at from + t · next + i ·
   * step, and goes to to + t · toNext + i · toStep; they may be the same places.
   */
  static void input(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector d0 = fromArray(SPECIES, x, p);
      FloatVector d1 = fromArray(SPECIES, x, p + step);
      FloatVector d2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector d3 = fromArray(SPECIES, x, p + 3 * step);
      FloatVector d4 = fromArray(SPECIES, x, p + 4 * step);
      FloatVector d5 = fromArray(SPECIES, x, p + 5 * step);
      FloatVector even = d2.fma(broadcast(SPECIES, -4), d4);
      FloatVector odd = d1.fma(broadcast(SPECIES, -4), d3);
      FloatVector c = d4.sub(d2);
      FloatVector e = d3.sub(d1).mul(2f);
      d0.fma(broadcast(SPECIES, 4), d2.fma(broadcast(SPECIES, -5), d4)).intoArray(y, q);
      even.add(odd).intoArray(y, q + toStep);
      even.sub(odd).intoArray(y, q + 2 * toStep);
      c.add(e).intoArray(y, q + 3 * toStep);
      c.sub(e).intoArray(y, q + 4 * toStep);
      d1.fma(broadcast(SPECIES, 4), d3.fma(broadcast(SPECIES, -5), d5))
          .intoArray(y, q + 5 * toStep);
    }
  }

  /** Aᵀ: six values give four, as {@link #input} reads and writes them. */
  static void output(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector m0 = fromArray(SPECIES, x, p);
      FloatVector m1 = fromArray(SPECIES, x, p + step);
      FloatVector m2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector m3 = fromArray(SPECIES, x, p + 3 * step);
      FloatVector m4 = fromArray(SPECIES, x, p + 4 * step);
      FloatVector m5 = fromArray(SPECIES, x, p + 5 * step);
      FloatVector a = m1.add(m2);
      FloatVector b = m1.sub(m2);
      FloatVector c = m3.add(m4);
      FloatVector e = m3.sub(m4);
      m0.add(a).add(c).intoArray(y, q);
      e.fma(broadcast(SPECIES, 2), b).intoArray(y, q + toStep);
      c.fma(broadcast(SPECIES, 4), a).intoArray(y, q + 2 * toStep);
      e.fma(broadcast(SPECIES, 8), b).add(m5).intoArray(y, q + 3 * toStep);
    }
  }

  /** A: four values give six, as {@link #input} reads and writes them. */
  static void gradient(
      float[] x, int from, int step, int next, int n, float[] y, int to, int toStep, int toNext) {
    for (int t = 0; t < n; t++) {
      int p = from + t * next;
      int q = to + t * toNext;
      FloatVector d0 = fromArray(SPECIES, x, p);
      FloatVector d1 = fromArray(SPECIES, x, p + step);
      FloatVector d2 = fromArray(SPECIES, x, p + 2 * step);
      FloatVector d3 = fromArray(SPECIES, x, p + 3 * step);
      FloatVector even = d0.add(d2);
      FloatVector odd = d1.add(d3);
      FloatVector even4 = d2.fma(broadcast(SPECIES, 4), d0);
      FloatVector odd4 = d3.fma(broadcast(SPECIES, 4), d1).mul(2f);
      d0.intoArray(y, q);
      even.add(odd).intoArray(y, q + toStep);
      even.sub(odd).intoArray(y, q + 2 * toStep);
      even4.add(odd4).intoArray(y, q + 3 * toStep);
      even4.sub(odd4).intoArray(y, q + 4 * toStep);
      d3.intoArray(y, q + 5 * toStep);
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
