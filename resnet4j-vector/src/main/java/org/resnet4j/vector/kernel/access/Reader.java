package org.resnet4j.vector.kernel.access;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Lanes.ONES;
import static org.resnet4j.vector.kernel.memory.Lanes.ZEROS;

import java.util.function.Supplier;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.memory.Span;

/**
 * What a convolution does to its operand while it reads it: nothing, the batch norm and ReLU before
 * it, or their gradient. The layer before it then needs no pass and no memory of its own. Zero
 * padding is not affected: it stays zero.
 *
 * <p>Per-channel operands hold a value for each channel of the padded layout; padded channels must
 * come out as zero.
 */
public final class Reader {
  private enum Kind {
    PLAIN,
    PLANES,
    AFFINE,
    NORM_GRADIENT
  }

  private static final Values ONE = new Values(ONES, 0, 0);
  private static final Values ZERO = new Values(ZEROS, 0, 0);

  private final Kind kind;
  private final Supplier<float[]> data;
  private final Span x;
  private final Span y;
  private final Values a;
  private final Values b;
  private final Values c;
  private final float least;
  private final LoopKernel loops;

  private Reader(Kind kind, Span x, Span y, Values a, Values b, Values c, float least) {
    this(kind, x::data, x, y, a, b, c, least, Loops.BEST);
  }

  private Reader(
      Kind kind,
      Supplier<float[]> data,
      Span x,
      Span y,
      Values a,
      Values b,
      Values c,
      float least,
      LoopKernel loops) {
    this.kind = kind;
    this.data = data;
    this.x = x;
    this.y = y;
    this.a = a;
    this.b = b;
    this.c = c;
    this.least = least;
    this.loops = loops;
  }

  /** A value for each channel, or, with step 0, one vector for all. */
  public record Values(float[] data, int offset, int step) {
    private static Values of(Span span) {
      return new Values(span.data(), span.offset(), 1);
    }

    /** The start of the values of a block of channels. */
    public int at(int channel) {
      return offset + step * channel;
    }
  }

  /** x itself. */
  public static Reader plain(Span x) {
    return new Reader(Kind.PLAIN, x, x, ONE, ZERO, ZERO, Float.NEGATIVE_INFINITY);
  }

  /** The network's input as it comes, planes (N, C, H, W): for {@code Algorithm#STEM} only. */
  public static Reader planes(Supplier<float[]> batch) {
    float least = Float.NEGATIVE_INFINITY;
    return new Reader(Kind.PLANES, batch, Span.NONE, Span.NONE, ONE, ZERO, ZERO, least, Loops.BEST);
  }

  /** Features (N, F) as they come with the batch, F a multiple of the lanes. */
  public static Reader rows(Supplier<float[]> batch) {
    float least = Float.NEGATIVE_INFINITY;
    return new Reader(Kind.PLAIN, batch, Span.NONE, Span.NONE, ONE, ZERO, ZERO, least, Loops.BEST);
  }

  /** scale[c]·x + shift[c], and its positive part if {@code relu}: batch norm and ReLU. */
  public static Reader affine(Span x, Span scale, Span shift, boolean relu) {
    float least = relu ? 0f : Float.NEGATIVE_INFINITY;
    return new Reader(Kind.AFFINE, x, x, Values.of(scale), ZERO, Values.of(shift), least);
  }

  /**
   * a[c]·g + b[c]·y + c[c]: the gradient of a batch norm with input y, which is affine in both
   * (Ioffe and Szegedy 2015, section 3): dy = γ/σ · (g − mean g − x̂ · mean(g·x̂)).
   */
  public static Reader normGradient(Span g, Span y, Span a, Span b, Span c) {
    return new Reader(
        Kind.NORM_GRADIENT,
        g,
        y,
        Values.of(a),
        Values.of(b),
        Values.of(c),
        Float.NEGATIVE_INFINITY);
  }

  /** The same by other loops. */
  public Reader by(LoopKernel others) {
    return new Reader(kind, data, x, y, a, b, c, least, others);
  }

  public boolean planes() {
    return kind == Kind.PLANES;
  }

  public boolean plain() {
    return kind == Kind.PLAIN;
  }

  public float[] data() {
    return data.get();
  }

  public int offset() {
    return x.offset();
  }

  /** y, where what is read is max(a·x + (b·y + c), least); x where there is none. */
  public Span y() {
    return y;
  }

  public Values a() {
    return a;
  }

  public Values b() {
    return b;
  }

  public Values c() {
    return c;
  }

  public float least() {
    return least;
  }

  /**
   * Reads {@code count} pixels of one channel block.
   *
   * @param from the position of the first, from the tensor's start
   * @param step floats from one to the next
   * @param channel the first channel of the block
   */
  public void read(int from, int step, int count, int channel, float[] to, int at) {
    read(from, step, count, channel, to, at, LANES);
  }

  /** As above, {@code toStep} floats from one to the next in {@code to}. */
  public void read(int from, int step, int count, int channel, float[] to, int at, int toStep) {
    int start = x.offset() + from;
    switch (kind) {
      case PLAIN -> {
        if (step == LANES && toStep == LANES) {
          System.arraycopy(data(), start, to, at, count * LANES);
        } else {
          loops.copy(data(), start, step, to, at, toStep, count);
        }
      }
      case PLANES ->
          throw new IllegalStateException("planes (N, C, H, W) are read by the first layer only");
      case AFFINE -> affine(start, step, count, channel, to, at, toStep);
      case NORM_GRADIENT ->
          normGradient(start, y.offset() + from, step, count, channel, to, at, toStep);
    }
  }

  private void affine(int from, int step, int count, int channel, float[] to, int at, int toStep) {
    loops.affine(
        x.data(),
        from,
        step,
        a.data(),
        a.at(channel),
        c.data(),
        c.at(channel),
        least,
        to,
        at,
        toStep,
        count);
  }

  private void normGradient(
      int from, int other, int step, int count, int channel, float[] to, int at, int toStep) {
    ReadLoops.normGradient(
        x.data(),
        from,
        y.data(),
        other,
        step,
        a.data(),
        a.at(channel),
        b.data(),
        b.at(channel),
        c.data(),
        c.at(channel),
        to,
        at,
        toStep,
        count);
  }
}
