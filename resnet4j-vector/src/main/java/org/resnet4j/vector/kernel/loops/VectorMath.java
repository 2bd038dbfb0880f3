package org.resnet4j.vector.kernel.loops;

import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Functions by the polynomials of Cephes, for vectors; {@link PlainMath} has them for floats. */
public final class VectorMath {
  private VectorMath() {}

  /** tanh x: Cephes' polynomial below 0.625, 1 − 2 / (e²ˣ + 1) above. */
  static FloatVector tanh(FloatVector x) {
    var z = x.mul(x);
    var p = z.mul(-5.70498872745e-3f).add(2.06390887954e-2f);
    p = p.mul(z).add(-5.37397155531e-2f).mul(z).add(1.33314422036e-1f);
    p = p.mul(z).add(-3.33332819422e-1f).mul(z);
    var small = p.fma(x, x);
    var large = FloatVector.broadcast(SPECIES, 2f).div(exp(x.add(x)).add(1f)).neg().add(1f);
    return large.blend(small, x.abs().compare(VectorOperators.LT, 0.625f));
  }

  /** eˣ to 2 units in the last place: Cephes' expf, 2ⁿ · polynomial(x − n ln 2). */
  static FloatVector exp(FloatVector x) {
    var v = x.min(88f).max(-87f);
    // adding 1.5 · 2²³ rounds to an integer, whose bits are then the low ones
    var shifted = v.mul(1.44269504088896341f).add(12582912f);
    var n = shifted.sub(12582912f);
    var r = n.fma(FloatVector.broadcast(SPECIES, -0.693359375f), v);
    r = n.fma(FloatVector.broadcast(SPECIES, 2.12194440e-4f), r);
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

  /** s^−β, for positive s. */
  public static FloatVector power(FloatVector s, double beta) {
    if (beta == 0.75) {
      var root = s.sqrt();
      return FloatVector.broadcast(SPECIES, 1f).div(root.mul(root.sqrt()));
    }
    return exp(log(s).mul((float) -beta));
  }
}
