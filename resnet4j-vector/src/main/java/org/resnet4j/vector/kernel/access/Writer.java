package org.resnet4j.vector.kernel.access;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Lanes.LEAST;
import static org.resnet4j.vector.kernel.memory.Lanes.ZEROS;

import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.memory.Span;

/**
 * What a convolution does with each result v while it writes it, in this order:
 *
 * <ol>
 *   <li>add: v + bias[c] + r, r another tensor (a residual, or what is there already);
 *   <li>ReLU: its positive part; or mask: 0 where scale[c]·m + shift[c] ≤ 0, the gradient of a
 *       batch norm and ReLU with input m (without scale and shift: where m ≤ 0);
 *   <li>sums: Σv and Σv·u for each channel, u another tensor or v itself: the statistics that the
 *       next batch norm needs, forward and backward.
 * </ol>
 *
 * All tensors have the layout of the output. Without any of these, the result itself is written.
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
  private final LoopKernel loops;

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
      boolean summing,
      LoopKernel loops) {
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
    this.loops = loops;
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
        false,
        Loops.BEST);
  }

  /** The same by other loops. */
  public Writer by(LoopKernel others) {
    return new Writer(y, bias, residual, relu, mask, scale, shift, factor, sums, summing, others);
  }

  /** Adds a value for each channel (padded channels 0). */
  public Writer bias(Span values) {
    return new Writer(y, values, residual, relu, mask, scale, shift, factor, sums, summing, loops);
  }

  /** Adds a tensor. */
  public Writer plus(Span tensor) {
    return new Writer(y, bias, tensor, relu, mask, scale, shift, factor, sums, summing, loops);
  }

  /** Adds what is there already. */
  public Writer accumulate() {
    return plus(y);
  }

  /** Takes the positive part. */
  public Writer relu() {
    return new Writer(y, bias, residual, true, mask, scale, shift, factor, sums, summing, loops);
  }

  /** Zero where m is not positive. */
  public Writer mask(Span m) {
    return mask(m, Span.NONE, Span.NONE);
  }

  /** Zero where scale[c]·m + shift[c] is not positive. */
  public Writer mask(Span m, Span scales, Span shifts) {
    return new Writer(y, bias, residual, relu, m, scales, shifts, factor, sums, summing, loops);
  }

  /** Gathers Σv and Σv². */
  public Writer statistics(Sums into) {
    return new Writer(y, bias, residual, relu, mask, scale, shift, Span.NONE, into, true, loops);
  }

  /** Gathers Σv and Σv·u. */
  public Writer statistics(Sums into, Span u) {
    return new Writer(y, bias, residual, relu, mask, scale, shift, u, into, true, loops);
  }

  /**
   * Whether nothing is to be done but to store: kernels may then write to the tensor themselves.
   */
  boolean plain() {
    return !bias.present() && !residual.present() && !relu && !mask.present() && !summing;
  }

  /** Whether a {@link BlockEpilogue} says all that is done with a result. */
  public boolean finishes() {
    return !summing && !mask.present();
  }

  /**
   * Has {@code f} say what is done with results, where that is all.
   *
   * @param at the target of the first, from the tensor's start
   * @param channel the first channel of the block
   * @param block floats from an output block's results to the next's
   */
  public void fill(BlockEpilogue f, int at, int channel, int block) {
    boolean plus = residual.present();
    f.y = y.data();
    f.yAt = y.offset() + at;
    f.yBlock = block;
    f.from = plus ? residual.data() : ZEROS;
    f.fromAt = plus ? residual.offset() + at : 0;
    f.fromBlock = plus ? block : 0;
    f.fromStep = plus ? LANES : 0;
    f.bias = bias.present() ? bias.data() : ZEROS;
    f.biasAt = bias.present() ? bias.offset() + channel : 0;
    f.least = relu ? ZEROS : LEAST;
  }

  /** Whether the positive part is taken. */
  public boolean rectifies() {
    return relu;
  }

  /** The tensor that is added, or none. */
  public Span residual() {
    return residual;
  }

  /** The value for each channel that is added, or none. */
  public Span bias() {
    return bias;
  }

  public float[] data() {
    return y.data();
  }

  public int offset() {
    return y.offset();
  }

  /** Makes room for the sums of so many slots. */
  public void slots(int count) {
    if (summing) {
      sums.allocate(count);
    }
  }

  /** Begins a slot: its sums are zero for the channels [from, to). */
  public void begin(int slot, int from, int to) {
    if (summing) {
      sums.clear(slot, from, to);
    }
  }

  /**
   * Writes {@code count} pixels of one channel block.
   *
   * @param v the results, one vector after the other from {@code from}
   * @param at the target of the first, from the tensor's start
   * @param step floats from one to the next there
   * @param channel the first channel of the block
   */
  public void write(float[] v, int from, int at, int step, int count, int channel, int slot) {
    if (summing && !bias.present() && !relu) {
      if (mask.present() && factor.present()) {
        gradient(v, from, residual, at, step, count, channel, slot);
        return;
      }
      if (!mask.present() && !factor.present() && !residual.present()) {
        WriteLoops.statistics(v, from, y, at, step, count, sums, slot, channel);
        return;
      }
    }
    if (plain()) {
      loops.copy(v, from, LANES, y.data(), y.offset() + at, step, count);
      return;
    }
    if (!summing && !mask.present()) {
      add(v, from, channel, at, step, y.data(), y.offset() + at, step, count);
      return;
    }
    if (residual.present() || bias.present() || relu) {
      add(v, from, channel, at, step, v, from, LANES, count);
    }
    maskAndSum(v, from, at, step, count, channel, slot);
    loops.copy(v, from, LANES, y.data(), y.offset() + at, step, count);
  }

  /** v + bias[c] + r, where they are present, its positive part if requested. */
  private void add(
      float[] v,
      int from,
      int channel,
      int at,
      int step,
      float[] to,
      int p,
      int toStep,
      int count) {
    boolean plus = residual.present();
    loops.add(
        v,
        from,
        bias.present() ? bias.data() : ZEROS,
        bias.present() ? bias.offset() + channel : 0,
        plus ? residual.data() : ZEROS,
        plus ? residual.offset() + at : 0,
        plus ? step : 0,
        relu ? 0f : Float.NEGATIVE_INFINITY,
        to,
        p,
        toStep,
        count);
  }

  /**
   * Masks and sums {@code count} pixels of one channel block that are in the target already, with
   * everything added.
   *
   * @param at the position of the first, from the tensor's start
   */
  public void finish(int at, int count, int channel, int slot) {
    float[] v = y.data();
    int from = y.offset() + at;
    if (summing && mask.present() && factor.present()) {
      gradient(v, from, Span.NONE, at, LANES, count, channel, slot);
      return;
    }
    maskAndSum(v, from, at, LANES, count, channel, slot);
  }

  private void gradient(
      float[] v, int from, Span addend, int at, int step, int count, int channel, int slot) {
    WriteLoops.gradient(
        v, from, addend, mask, scale, shift, factor, y, at, step, count, sums, slot, channel);
  }

  private void maskAndSum(float[] v, int from, int at, int step, int count, int channel, int slot) {
    if (mask.present()) {
      if (scale.present()) {
        WriteLoops.mask(v, from, mask, at, step, scale, shift, channel, count);
      } else {
        WriteLoops.mask(v, from, mask, at, step, count);
      }
    }
    if (summing) {
      if (factor.present()) {
        WriteLoops.products(v, from, factor, at, step, count, sums, slot, channel);
      } else {
        WriteLoops.squares(v, from, count, sums, slot, channel);
      }
    }
  }
}
