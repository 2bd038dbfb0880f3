package org.resnet4j.vector.ops;

import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.resnet4j.model.Layer.LocalResponseNorm;
import org.resnet4j.vector.kernel.loops.VectorMath;
import org.resnet4j.vector.kernel.memory.Span;

/**
 * The loops of {@link ResponseNorm} that only training needs: {@code squares} and {@code products}
 * have the values of a pixel's channels one after the other, those of this vector from {@code
 * place} on.
 */
final class ResponseLoops {
  private final int before;
  private final int behind;
  private final double alpha;
  private final double beta;
  private final double k;

  ResponseLoops(LocalResponseNorm layer) {
    before = layer.size() / 2;
    behind = (layer.size() - 1) / 2;
    alpha = layer.alpha();
    beta = layer.beta();
    k = layer.k();
  }

  /** db a s^−(β+1). */
  void products(Span x, Span dy, int at, float[] squares, int place, float[] to) {
    var s = window(squares, place, before, behind).mul((float) alpha).add((float) k);
    FloatVector.fromArray(SPECIES, x.data(), x.offset() + at)
        .mul(FloatVector.fromArray(SPECIES, dy.data(), dy.offset() + at))
        .mul(VectorMath.power(s, beta).div(s))
        .intoArray(to, place);
  }

  /** da = db s^−β − 2αβ a Σ products. */
  void backward(Span x, Span dy, Span dx, int at, float[] squares, float[] products, int place) {
    float factor = (float) (-2 * alpha * beta);
    var s = window(squares, place, before, behind).mul((float) alpha).add((float) k);
    var others = window(products, place, behind, before).mul(factor);
    var own =
        FloatVector.fromArray(SPECIES, dy.data(), dy.offset() + at).mul(VectorMath.power(s, beta));
    FloatVector.fromArray(SPECIES, x.data(), x.offset() + at)
        .fma(others, own)
        .intoArray(dx.data(), dx.offset() + at);
  }

  private static FloatVector window(float[] copy, int at, int before, int behind) {
    var sum = FloatVector.zero(SPECIES);
    for (int i = -before; i <= behind; i++) {
      sum = sum.add(FloatVector.fromArray(SPECIES, copy, at + i));
    }
    return sum;
  }
}
