package org.resnet4j.vector.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Lanes.ONES;
import static org.resnet4j.vector.kernel.Lanes.SPECIES;
import static org.resnet4j.vector.kernel.Lanes.ZEROS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * What a convolution does with each result v while it writes it, in this order:
 *
 * <ol>
 *   <li>add: v + bias[c] + r, r another tensor (a residual, or what lies there already);
 *   <li>ReLU: its positive part; or mask: 0 where scale[c]·m + shift[c] ≤ 0, the gradient of a
 *       batch norm and ReLU with input m (without scale and shift: where m ≤ 0);
 *   <li>sums: Σv and Σv·u for each channel, u another tensor or v itself: the statistics that the
 *       next batch norm needs, forward and backward.
 * </ol>
 *
 * All tensors have the layout of the output. Without any of it, the result itself is written.
 */
public final class Writer {
  private final Span y;
  private final Span bias;
  private final Span residual;
  private final boolean relu;
  private final Span mask;
  private final Span scale;
  private final Span shift;
  private final Span factor;
  private final Sums sums;
  private final boolean summing;

  private Writer(
      Span y,
      Span bias,
      Span residual,
      boolean relu,
      Span mask,
      Span scale,
      Span shift,
      Span factor,
      Sums sums,
      boolean summing) {
    this.y = y;
    this.bias = bias;
    this.residual = residual;
    this.relu = relu;
    this.mask = mask;
    this.scale = scale;
    this.shift = shift;
    this.factor = factor;
    this.sums = sums;
    this.summing = summing;
  }

  /** Writes to y. */
  public static Writer to(Span y) {
    return new Writer(
        y,
        Span.NONE,
        Span.NONE,
        false,
        Span.NONE,
        Span.NONE,
        Span.NONE,
        Span.NONE,
        new Sums(0),
        false);
  }

  /** Adds a value for each channel (padded channels 0). */
  public Writer bias(Span values) {
    return new Writer(y, values, residual, relu, mask, scale, shift, factor, sums, summing);
  }

  /** Adds a tensor. */
  public Writer plus(Span tensor) {
    return new Writer(y, bias, tensor, relu, mask, scale, shift, factor, sums, summing);
  }

  /** Adds what lies there already. */
  public Writer accumulate() {
    return plus(y);
  }

  /** Takes the positive part. */
  public Writer relu() {
    return new Writer(y, bias, residual, true, mask, scale, shift, factor, sums, summing);
  }

  /** Zero where m is not positive. */
  public Writer mask(Span m) {
    return mask(m, Span.NONE, Span.NONE);
  }

  /** Zero where scale[c]·m + shift[c] is not positive. */
  public Writer mask(Span m, Span scales, Span shifts) {
    return new Writer(y, bias, residual, relu, m, scales, shifts, factor, sums, summing);
  }

  /** Gathers Σv and Σv². */
  public Writer statistics(Sums into) {
    return new Writer(y, bias, residual, relu, mask, scale, shift, Span.NONE, into, true);
  }

  /** Gathers Σv and Σv·u. */
  public Writer statistics(Sums into, Span u) {
    return new Writer(y, bias, residual, relu, mask, scale, shift, u, into, true);
  }

  /** Nothing is to be done but to store: kernels may write to the tensor themselves. */
  boolean plain() {
    return !bias.present() && !residual.present() && !relu && !mask.present() && !summing;
  }

  /** Whether the positive part is taken. */
  boolean rectifies() {
    return relu;
  }

  /** The tensor that is added, or none. */
  Span residual() {
    return residual;
  }

  /** The value for each channel that is added, or none. */
  Span bias() {
    return bias;
  }

  float[] data() {
    return y.data();
  }

  int offset() {
    return y.offset();
  }

  /** Makes room for the sums of so many slots. */
  void slots(int count) {
    if (summing) {
      sums.allocate(count);
    }
  }

  /** Begins a slot: its sums are zero for the channels [from, to). */
  void begin(int slot, int from, int to) {
    if (summing) {
      sums.clear(slot, from, to);
    }
  }

  /**
   * Writes {@code count} pixels of one channel block.
   *
   * @param v the results, one vector after the other from {@code from}
   * @param at where the first goes, from the tensor's start
   * @param step floats from one to the next there
   * @param channel the first channel of the block
   */
  void write(float[] v, int from, int at, int step, int count, int channel, int slot) {
    if (summing && !bias.present() && !relu) {
      if (mask.present() && factor.present()) {
        boolean plus = residual.present();
        float[] r = plus ? residual.data() : ZEROS;
        int rAt = plus ? residual.offset() + at : 0;
        gradient(v, from, r, rAt, plus ? step : 0, at, step, count, channel, slot);
        return;
      }
      if (!mask.present() && !factor.present() && !residual.present()) {
        statistics(v, from, at, step, count, channel, slot);
        return;
      }
    }
    if (plain()) {
      store(v, from, y.data(), y.offset() + at, step, count);
      return;
    }
    if (!summing && !mask.present()) {
      add(v, from, y.data(), y.offset() + at, step, at, step, count, channel);
      return;
    }
    if (residual.present() || bias.present() || relu) {
      add(v, from, v, from, LANES, at, step, count, channel);
    }
    maskAndSum(v, from, at, step, count, channel, slot);
    store(v, from, y.data(), y.offset() + at, step, count);
  }

  /**
   * Masks and sums {@code count} pixels of one channel block that lie in the target already, with
   * all that is to be added.
   *
   * @param at where the first lies, from the tensor's start
   */
  void finish(int at, int count, int channel, int slot) {
    float[] v = y.data();
    int from = y.offset() + at;
    if (summing && mask.present() && factor.present()) {
      gradient(v, from, ZEROS, 0, 0, at, LANES, count, channel, slot);
      return;
    }
    maskAndSum(v, from, at, LANES, count, channel, slot);
  }

  private void maskAndSum(float[] v, int from, int at, int step, int count, int channel, int slot) {
    if (mask.present()) {
      if (scale.present()) {
        maskAffine(v, from, at, step, count, channel);
      } else {
        mask(v, from, at, step, count);
      }
    }
    if (summing) {
      if (factor.present()) {
        products(v, from, at, step, count, channel, slot);
      } else {
        squares(v, from, count, channel, slot);
      }
    }
  }

  /** Σv and Σv² while storing. */
  private void statistics(float[] v, int from, int at, int step, int count, int channel, int slot) {
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector square = FloatVector.zero(SPECIES);
    float[] to = y.data();
    int p = y.offset() + at;
    for (int i = 0; i < count; i++) {
      FloatVector value = fromArray(SPECIES, v, from + i * LANES);
      value.intoArray(to, p + i * step);
      sum = sum.add(value);
      square = value.fma(value, square);
    }
    float[] partial = sums.partial();
    int first = sums.first(slot) + channel;
    int second = sums.second(slot) + channel;
    sum.add(fromArray(SPECIES, partial, first)).intoArray(partial, first);
    square.add(fromArray(SPECIES, partial, second)).intoArray(partial, second);
  }

  /** Adds, masks, stores and gathers Σv and Σv·u in one go. */
  private void gradient(
      float[] v,
      int from,
      float[] r,
      int rAt,
      int rStep,
      int at,
      int step,
      int count,
      int channel,
      int slot) {
    FloatVector zero = FloatVector.zero(SPECIES);
    float[] ss = scale.present() ? scale.data() : ONES;
    float[] ts = scale.present() ? shift.data() : ZEROS;
    FloatVector s = fromArray(SPECIES, ss, scale.present() ? scale.offset() + channel : 0);
    FloatVector t = fromArray(SPECIES, ts, scale.present() ? shift.offset() + channel : 0);
    float[] m = mask.data();
    int mAt = mask.offset() + at;
    float[] u = factor.data();
    int uAt = factor.offset() + at;
    float[] to = y.data();
    int p = y.offset() + at;
    FloatVector sum = zero;
    FloatVector product = zero;
    for (int i = 0; i < count; i++) {
      FloatVector value = fromArray(SPECIES, v, from + i * LANES);
      value = value.add(fromArray(SPECIES, r, rAt + i * rStep));
      var positive =
          fromArray(SPECIES, m, mAt + i * step).fma(s, t).compare(VectorOperators.GT, 0f);
      value = zero.blend(value, positive);
      value.intoArray(to, p + i * step);
      sum = sum.add(value);
      product = value.fma(fromArray(SPECIES, u, uAt + i * step), product);
    }
    float[] partial = sums.partial();
    int first = sums.first(slot) + channel;
    int second = sums.second(slot) + channel;
    sum.add(fromArray(SPECIES, partial, first)).intoArray(partial, first);
    product.add(fromArray(SPECIES, partial, second)).intoArray(partial, second);
  }

  private static void store(float[] v, int from, float[] y, int at, int step, int count) {
    for (int i = 0; i < count; i++) {
      fromArray(SPECIES, v, from + i * LANES).intoArray(y, at + i * step);
    }
  }

  /** Without any ternary between vectors: those would make objects. */
  private void add(
      float[] v,
      int from,
      float[] to,
      int p,
      int toStep,
      int at,
      int step,
      int count,
      int channel) {
    boolean plus = residual.present();
    float[] r = plus ? residual.data() : ZEROS;
    int rAt = plus ? residual.offset() + at : 0;
    int rStep = plus ? step : 0;
    float[] b = bias.present() ? bias.data() : ZEROS;
    int bAt = bias.present() ? bias.offset() + channel : 0;
    FloatVector add = fromArray(SPECIES, b, bAt);
    FloatVector least = FloatVector.broadcast(SPECIES, relu ? 0f : Float.NEGATIVE_INFINITY);
    for (int i = 0; i < count; i++) {
      FloatVector sum = fromArray(SPECIES, v, from + i * LANES).add(add);
      sum.add(fromArray(SPECIES, r, rAt + i * rStep)).max(least).intoArray(to, p + i * toStep);
    }
  }

  private void mask(float[] v, int from, int at, int step, int count) {
    FloatVector zero = FloatVector.zero(SPECIES);
    float[] m = mask.data();
    int p = mask.offset() + at;
    for (int i = 0; i < count; i++) {
      var positive = fromArray(SPECIES, m, p + i * step).compare(VectorOperators.GT, 0f);
      zero.blend(fromArray(SPECIES, v, from + i * LANES), positive).intoArray(v, from + i * LANES);
    }
  }

  private void maskAffine(float[] v, int from, int at, int step, int count, int channel) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s = fromArray(SPECIES, scale.data(), scale.offset() + channel);
    FloatVector t = fromArray(SPECIES, shift.data(), shift.offset() + channel);
    float[] m = mask.data();
    int p = mask.offset() + at;
    for (int i = 0; i < count; i++) {
      var positive = fromArray(SPECIES, m, p + i * step).fma(s, t).compare(VectorOperators.GT, 0f);
      zero.blend(fromArray(SPECIES, v, from + i * LANES), positive).intoArray(v, from + i * LANES);
    }
  }

  private void squares(float[] v, int from, int count, int channel, int slot) {
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector square = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i++) {
      FloatVector value = fromArray(SPECIES, v, from + i * LANES);
      sum = sum.add(value);
      square = value.fma(value, square);
    }
    float[] partial = sums.partial();
    int first = sums.first(slot) + channel;
    int second = sums.second(slot) + channel;
    sum.add(fromArray(SPECIES, partial, first)).intoArray(partial, first);
    square.add(fromArray(SPECIES, partial, second)).intoArray(partial, second);
  }

  private void products(float[] v, int from, int at, int step, int count, int channel, int slot) {
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector product = FloatVector.zero(SPECIES);
    float[] u = factor.data();
    int p = factor.offset() + at;
    for (int i = 0; i < count; i++) {
      FloatVector value = fromArray(SPECIES, v, from + i * LANES);
      sum = sum.add(value);
      product = value.fma(fromArray(SPECIES, u, p + i * step), product);
    }
    float[] partial = sums.partial();
    int first = sums.first(slot) + channel;
    int second = sums.second(slot) + channel;
    sum.add(fromArray(SPECIES, partial, first)).intoArray(partial, first);
    product.add(fromArray(SPECIES, partial, second)).intoArray(partial, second);
  }
}
