package org.resnet4j.vector.ops;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/** The non-linearities; their gradients are functions of their outputs. */
public final class Activations {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LANES;
  // 1.7159 tanh(2x/3): LeCun et al. 1998, appendix A
  private static final float AMPLITUDE = 1.7159f;
  private static final float SLOPE = 2f / 3;

  private Activations() {}

  /** y = f(x); the padding channels of the last block stay zero. */
  public static Task forward(Function function, Layout extent, Span x, Span y) {
    return Work.planes(
        extent,
        (n, block, offset) -> {
          int xo = x.offset() + offset;
          int yo = y.offset() + offset;
          int length = extent.plane();
          switch (function) {
            case RELU -> relu(x.data(), xo, y.data(), yo, length);
            case TANH -> tanh(x.data(), xo, y.data(), yo, length, 1, 1);
            case SCALED_TANH -> tanh(x.data(), xo, y.data(), yo, length, SLOPE, AMPLITUDE);
            case SIGMOID -> {
              var real = S.indexInRange(0, extent.valid(block));
              sigmoid(x.data(), xo, y.data(), yo, length, real);
            }
          }
        });
  }

  /** dx = dy f′, from y = f(x). */
  public static Task backward(Function function, int floats, Span y, Span dy, Span dx) {
    return switch (function) {
      case RELU -> Elementwise.mask(floats, y, dy, dx);
      // A S (1 − (y / A)²)
      case TANH -> slope(floats, y, dy, dx, 1, 0, -1);
      case SCALED_TANH -> slope(floats, y, dy, dx, AMPLITUDE * SLOPE, 0, -SLOPE / AMPLITUDE);
      case SIGMOID -> slope(floats, y, dy, dx, 0, 1, -1);
    };
  }

  /** dx = dy (p + q y + r y²). */
  private static Task slope(int floats, Span y, Span dy, Span dx, float p, float q, float r) {
    return Work.stretches(
        floats,
        (from, to) ->
            slope(
                y.data(),
                y.offset(),
                dy.data(),
                dy.offset(),
                dx.data(),
                dx.offset(),
                from,
                to,
                p,
                q,
                r));
  }

  private static void slope(
      float[] y,
      int yo,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo,
      int from,
      int to,
      float p,
      float q,
      float r) {
    for (int i = from; i < to; i += L) {
      var v = FloatVector.fromArray(S, y, yo + i);
      var slope = v.mul(r).add(q).mul(v).add(p);
      FloatVector.fromArray(S, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
  }

  private static void relu(float[] x, int xo, float[] y, int yo, int length) {
    for (int i = 0; i < length; i += L) {
      FloatVector.fromArray(S, x, xo + i).max(0f).intoArray(y, yo + i);
    }
  }

  private static void tanh(
      float[] x, int xo, float[] y, int yo, int length, float slope, float amplitude) {
    for (int i = 0; i < length; i += L) {
      var v = tanh(FloatVector.fromArray(S, x, xo + i).mul(slope));
      v.mul(amplitude).intoArray(y, yo + i);
    }
  }

  private static void sigmoid(
      float[] x, int xo, float[] y, int yo, int length, VectorMask<Float> real) {
    for (int i = 0; i < length; i += L) {
      var e = exp(FloatVector.fromArray(S, x, xo + i).neg());
      FloatVector.zero(S)
          .blend(FloatVector.broadcast(S, 1f).div(e.add(1f)), real)
          .intoArray(y, yo + i);
    }
  }

  /** tanh x: Cephes' polynomial below 0.625, 1 − 2 / (e²ˣ + 1) above. */
  private static FloatVector tanh(FloatVector x) {
    var z = x.mul(x);
    var p = z.mul(-5.70498872745e-3f).add(2.06390887954e-2f);
    p = p.mul(z).add(-5.37397155531e-2f).mul(z).add(1.33314422036e-1f);
    p = p.mul(z).add(-3.33332819422e-1f).mul(z);
    var small = p.fma(x, x);
    var large = FloatVector.broadcast(S, 2f).div(exp(x.add(x)).add(1f)).neg().add(1f);
    return large.blend(small, x.abs().compare(VectorOperators.LT, 0.625f));
  }

  /** eˣ to 2 units in the last place: Cephes' expf, 2ⁿ · polynomial(x − n ln 2). */
  static FloatVector exp(FloatVector x) {
    var v = x.min(88f).max(-87f);
    // adding 1.5 · 2²³ rounds to an integer, whose bits are then the low ones
    var shifted = v.mul(1.44269504088896341f).add(12582912f);
    var n = shifted.sub(12582912f);
    var r = n.fma(FloatVector.broadcast(S, -0.693359375f), v);
    r = n.fma(FloatVector.broadcast(S, 2.12194440e-4f), r);
    var p = r.mul(1.9875691500e-4f).add(1.3981999507e-3f);
    p = p.mul(r).add(8.3334519073e-3f).mul(r).add(4.1665795894e-2f);
    p = p.mul(r).add(1.6666665459e-1f).mul(r).add(5.0000001201e-1f);
    p = p.mul(r).fma(r, r).add(1f);
    var power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3F800000);
    return p.mul(power.reinterpretAsFloats());
  }

  /** ln x for positive, normal x: Cephes' logf, exponent · ln 2 + polynomial(mantissa − 1). */
  static FloatVector log(FloatVector x) {
    var bits = x.reinterpretAsInts();
    // the mantissa in [√½, √2): one more in the exponent where it would be above
    var moved = bits.sub(0x3F3504F3);
    var exponent = moved.lanewise(VectorOperators.ASHR, 23);
    var mantissa = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
    var m = mantissa.sub(1f);
    var z = m.mul(m);
    var p = m.mul(7.0376836292e-2f).add(-1.1514610310e-1f);
    p = p.mul(m).add(1.1676998740e-1f).mul(m).add(-1.2420140846e-1f);
    p = p.mul(m).add(1.4249322787e-1f).mul(m).add(-1.6668057665e-1f);
    p = p.mul(m).add(2.0000714765e-1f).mul(m).add(-2.4999993993e-1f);
    p = p.mul(m).add(3.3333331174e-1f).mul(m).mul(z).sub(z.mul(0.5f)).add(m);
    // the exponent as a float: 1.5 · 2²³ + n, whose low bits are n
    var n = exponent.add(0x4B400000).reinterpretAsFloats().sub(12582912f);
    return n.mul(0.69314718056f).add(p);
  }
}
