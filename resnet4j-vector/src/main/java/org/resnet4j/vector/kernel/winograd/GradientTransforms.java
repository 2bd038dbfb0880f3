package org.resnet4j.vector.kernel.winograd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The transforms of F(4×4, 3×3) that only the gradient of the weights needs, Gᵀ [Σ (Bᵀ d B) ⊙ (A dY
 * Aᵀ)] G over all tiles, in one dimension. Each vector holds the channels of a pixel.
 */
final class GradientTransforms {
  private GradientTransforms() {}

  /**
   * A: four values give six, {@code n} times. Value i of the t-th lies at from + t · next + i ·
   * step, and goes to to + t · toNext + i · toStep; they may be the same places.
   */
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
