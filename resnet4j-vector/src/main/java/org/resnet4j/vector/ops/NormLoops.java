package org.resnet4j.vector.ops;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Species;

/** The loops of {@link BatchNorm} that only training needs, over a plane of a block of channels. */
final class NormLoops {
  private static final VectorSpecies<Float> S = Species.SPECIES;
  private static final int L = Lanes.LANES;

  private NormLoops() {}

  static void moments(float[] x, int from, int end, float[] parts, int to) {
    var sum = FloatVector.zero(S);
    var squares = FloatVector.zero(S);
    for (int i = from; i < end; i += L) {
      var v = FloatVector.fromArray(S, x, i);
      sum = sum.add(v);
      squares = v.fma(v, squares);
    }
    sum.add(FloatVector.fromArray(S, parts, to)).intoArray(parts, to);
    squares.add(FloatVector.fromArray(S, parts, to + L)).intoArray(parts, to + L);
  }

  /** g = dy where y > 0, else 0. */
  static void mask(float[] y, int yo, float[] dy, int dyo, float[] g, int go, int length) {
    var zero = FloatVector.zero(S);
    for (int i = 0; i < length; i += L) {
      var alive = FloatVector.fromArray(S, y, yo + i).compare(VectorOperators.GT, 0f);
      zero.blend(FloatVector.fromArray(S, dy, dyo + i), alive).intoArray(g, go + i);
    }
  }

  /** Σ g and Σ g (x − μ). */
  static void products(
      float[] x,
      int xo,
      float[] g,
      int go,
      int length,
      float[] mean,
      int c,
      float[] parts,
      int to) {
    var mu = FloatVector.fromArray(S, mean, c);
    var sum = FloatVector.zero(S);
    var product = FloatVector.zero(S);
    for (int i = 0; i < length; i += L) {
      var v = FloatVector.fromArray(S, g, go + i);
      sum = sum.add(v);
      product = v.fma(FloatVector.fromArray(S, x, xo + i).sub(mu), product);
    }
    sum.add(FloatVector.fromArray(S, parts, to)).intoArray(parts, to);
    product.add(FloatVector.fromArray(S, parts, to + L)).intoArray(parts, to + L);
  }

  /** dx = a g + b x + d. */
  static void combine(
      float[] x,
      int xo,
      float[] g,
      int go,
      float[] dx,
      int dxo,
      int length,
      float[] a,
      float[] b,
      float[] d,
      int c) {
    var byG = FloatVector.fromArray(S, a, c);
    var byX = FloatVector.fromArray(S, b, c);
    var plus = FloatVector.fromArray(S, d, c);
    for (int i = 0; i < length; i += L) {
      var v = FloatVector.fromArray(S, x, xo + i).fma(byX, plus);
      FloatVector.fromArray(S, g, go + i).fma(byG, v).intoArray(dx, dxo + i);
    }
  }
}
