package org.resnet4j.vector.kernel.access;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.GT;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Lanes.ONES;
import static org.resnet4j.vector.kernel.memory.Lanes.ZEROS;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.resnet4j.vector.kernel.memory.Span;

/**
 * The loops of {@link Writer} that only training needs, over {@code count} pixels of one block of
 * channels. The results v are consecutive vectors from {@code from}; pixel {@code i} of another
 * tensor is at {@code at + i · step} from its start; {@code channel} is the block's first.
 */
final class WriteLoops {
  private WriteLoops() {}

  /** v = 0 where m ≤ 0. */
  static void mask(float[] v, int from, Span mask, int at, int step, int count) {
    FloatVector zero = zero(SPECIES);
    float[] m = mask.data();
    int p = mask.offset() + at;
    for (int i = 0; i < count; i++) {
      var positive = fromArray(SPECIES, m, p + i * step).compare(GT, 0f);
      zero.blend(fromArray(SPECIES, v, from + i * LANES), positive).intoArray(v, from + i * LANES);
    }
  }

  /** v = 0 where scale[c]·m + shift[c] ≤ 0. */
  static void mask(
      float[] v,
      int from,
      Span mask,
      int at,
      int step,
      Span scale,
      Span shift,
      int channel,
      int count) {
    FloatVector zero = zero(SPECIES);
    FloatVector s = fromArray(SPECIES, scale.data(), scale.offset() + channel);
    FloatVector t = fromArray(SPECIES, shift.data(), shift.offset() + channel);
    float[] m = mask.data();
    int p = mask.offset() + at;
    for (int i = 0; i < count; i++) {
      var positive = fromArray(SPECIES, m, p + i * step).fma(s, t).compare(GT, 0f);
      zero.blend(fromArray(SPECIES, v, from + i * LANES), positive).intoArray(v, from + i * LANES);
    }
  }

  /** Σv and Σv². */
  static void squares(float[] v, int from, int count, Sums sums, int slot, int channel) {
    FloatVector sum = zero(SPECIES);
    FloatVector square = zero(SPECIES);
    for (int i = 0; i < count; i++) {
      FloatVector value = fromArray(SPECIES, v, from + i * LANES);
      sum = sum.add(value);
      square = value.fma(value, square);
    }
    add(sum, sums.partial(), sums.first(slot) + channel);
    add(square, sums.partial(), sums.second(slot) + channel);
  }

  /** Σv and Σv·u. */
  static void products(
      float[] v,
      int from,
      Span factor,
      int at,
      int step,
      int count,
      Sums sums,
      int slot,
      int channel) {
    FloatVector sum = zero(SPECIES);
    FloatVector product = zero(SPECIES);
    float[] u = factor.data();
    int p = factor.offset() + at;
    for (int i = 0; i < count; i++) {
      FloatVector value = fromArray(SPECIES, v, from + i * LANES);
      sum = sum.add(value);
      product = value.fma(fromArray(SPECIES, u, p + i * step), product);
    }
    add(sum, sums.partial(), sums.first(slot) + channel);
    add(product, sums.partial(), sums.second(slot) + channel);
  }

  /** y = v, Σv and Σv² in one loop. */
  static void statistics(
      float[] v, int from, Span y, int at, int step, int count, Sums sums, int slot, int channel) {
    FloatVector sum = zero(SPECIES);
    FloatVector square = zero(SPECIES);
    float[] to = y.data();
    int p = y.offset() + at;
    for (int i = 0; i < count; i++) {
      FloatVector value = fromArray(SPECIES, v, from + i * LANES);
      value.intoArray(to, p + i * step);
      sum = sum.add(value);
      square = value.fma(value, square);
    }
    add(sum, sums.partial(), sums.first(slot) + channel);
    add(square, sums.partial(), sums.second(slot) + channel);
  }

  /** y = v + r, 0 where scale[c]·m + shift[c] ≤ 0, and Σy and Σy·u, in one loop. */
  static void gradient(
      float[] v,
      int from,
      Span addend,
      Span mask,
      Span scale,
      Span shift,
      Span factor,
      Span y,
      int at,
      int step,
      int count,
      Sums sums,
      int slot,
      int channel) {
    boolean plus = addend.present();
    float[] r = plus ? addend.data() : ZEROS;
    int rAt = plus ? addend.offset() + at : 0;
    int rStep = plus ? step : 0;
    boolean affine = scale.present();
    float[] ss = affine ? scale.data() : ONES;
    float[] ts = affine ? shift.data() : ZEROS;
    FloatVector s = fromArray(SPECIES, ss, affine ? scale.offset() + channel : 0);
    FloatVector t = fromArray(SPECIES, ts, affine ? shift.offset() + channel : 0);
    float[] m = mask.data();
    int mAt = mask.offset() + at;
    float[] u = factor.data();
    int uAt = factor.offset() + at;
    float[] to = y.data();
    int p = y.offset() + at;
    FloatVector zero = zero(SPECIES);
    FloatVector sum = zero(SPECIES);
    FloatVector product = zero(SPECIES);
    for (int i = 0; i < count; i++) {
      FloatVector value = fromArray(SPECIES, v, from + i * LANES);
      value = value.add(fromArray(SPECIES, r, rAt + i * rStep));
      var positive = fromArray(SPECIES, m, mAt + i * step).fma(s, t).compare(GT, 0f);
      value = zero.blend(value, positive);
      value.intoArray(to, p + i * step);
      sum = sum.add(value);
      product = value.fma(fromArray(SPECIES, u, uAt + i * step), product);
    }
    add(sum, sums.partial(), sums.first(slot) + channel);
    add(product, sums.partial(), sums.second(slot) + channel);
  }

  /** Adds to what is there; short enough for the compiler to inline it into every loop's method. */
  private static void add(FloatVector v, float[] to, int at) {
    v.add(fromArray(SPECIES, to, at)).intoArray(to, at);
  }
}
