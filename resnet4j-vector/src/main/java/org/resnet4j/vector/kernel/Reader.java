package org.resnet4j.vector.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Lanes.ONES;
import static org.resnet4j.vector.kernel.Lanes.SPECIES;
import static org.resnet4j.vector.kernel.Lanes.ZEROS;

import jdk.incubator.vector.FloatVector;

/**
 * What a convolution does to its operand while it reads it: nothing, the batch norm and ReLU in
 * front of it, or their gradient. The layer in front then needs no pass and no memory of its own.
 * Zero padding lies outside: it stays zero.
 *
 * <p>Per-channel operands hold a value for each channel of the padded layout; padded channels must
 * come out as zero.
 */
public final class Reader {
  private enum Kind {
    PLAIN,
    PLANES,
    AFFINE,
    AFFINE_RELU,
    NORM_GRADIENT
  }

  private final Kind kind;
  private final float[] x;
  private final int base;
  private final float[] y;
  private final int yBase;
  private final Span a;
  private final Span b;
  private final Span c;
  private final Span scale;
  private final Span shift;
  private final Values ofX;
  private final Values ofY;
  private final Values rest;

  private Reader(Kind kind, Span x, Span y, Span a, Span b, Span c, Span scale, Span shift) {
    this.kind = kind;
    this.x = x.data();
    this.base = x.offset();
    this.y = y.data();
    this.yBase = y.offset();
    this.a = a;
    this.b = b;
    this.c = c;
    this.scale = scale;
    this.shift = shift;
    ofX = Values.of(kind == Kind.NORM_GRADIENT ? a : scale, ONES);
    ofY = Values.of(b, ZEROS);
    rest = Values.of(kind == Kind.NORM_GRADIENT ? c : shift, ZEROS);
  }

  /** x itself. */
  public static Reader plain(Span x) {
    return new Reader(
        Kind.PLAIN, x, Span.NONE, Span.NONE, Span.NONE, Span.NONE, Span.NONE, Span.NONE);
  }

  /** x itself, the network's input, as planes (N, C, H, W): for {@link Algorithm#STEM} only. */
  public static Reader planes(Span x) {
    return new Reader(
        Kind.PLANES, x, Span.NONE, Span.NONE, Span.NONE, Span.NONE, Span.NONE, Span.NONE);
  }

  /** scale[c]·x + shift[c], and its positive part if {@code relu}: batch norm and ReLU. */
  public static Reader affine(Span x, Span scale, Span shift, boolean relu) {
    return new Reader(
        relu ? Kind.AFFINE_RELU : Kind.AFFINE,
        x,
        Span.NONE,
        Span.NONE,
        Span.NONE,
        Span.NONE,
        scale,
        shift);
  }

  /**
   * a[c]·g + b[c]·y + c[c]: the gradient of a batch norm with input y, which is affine in both
   * (Ioffe and Szegedy 2015, section 3): dy = γ/σ · (g − mean g − x̂ · mean(g·x̂)).
   */
  public static Reader normGradient(Span g, Span y, Span a, Span b, Span c) {
    return new Reader(Kind.NORM_GRADIENT, g, y, a, b, c, Span.NONE, Span.NONE);
  }

  boolean planes() {
    return kind == Kind.PLANES;
  }

  boolean plain() {
    return kind == Kind.PLAIN;
  }

  float[] data() {
    return x;
  }

  int offset() {
    return base;
  }

  /** Values for each channel; where there are none, the same vector for all. */
  record Values(float[] data, int offset, int step) {
    private static Values of(Span span, float[] otherwise) {
      return span.present()
          ? new Values(span.data(), span.offset(), 1)
          : new Values(otherwise, 0, 0);
    }

    /** Where the values of a block of channels begin. */
    int at(int channel) {
      return offset + step * channel;
    }
  }

  /** a, where what is read is max(a·x + (b·y + c), least). */
  Values a() {
    return ofX;
  }

  Values b() {
    return ofY;
  }

  Values c() {
    return rest;
  }

  float least() {
    return kind == Kind.AFFINE_RELU ? 0f : Float.NEGATIVE_INFINITY;
  }

  /** Where y lies, x where there is none. */
  float[] other() {
    return kind == Kind.NORM_GRADIENT ? y : x;
  }

  int otherOffset() {
    return kind == Kind.NORM_GRADIENT ? yBase : base;
  }

  /**
   * Reads {@code count} pixels of one channel block.
   *
   * @param from where the first lies, from the tensor's start
   * @param step floats from one to the next
   * @param channel the first channel of the block
   */
  void read(int from, int step, int count, int channel, float[] to, int at) {
    switch (kind) {
      case PLAIN -> {
        if (step == LANES) {
          System.arraycopy(x, base + from, to, at, count * LANES);
        } else {
          copy(x, base + from, step, count, to, at);
        }
      }
      case PLANES ->
          throw new IllegalStateException("planes (N, C, H, W) are read by the first layer only");
      case AFFINE -> affine(from, step, count, channel, to, at);
      case AFFINE_RELU -> affineRelu(from, step, count, channel, to, at);
      case NORM_GRADIENT -> normGradient(from, step, count, channel, to, at);
    }
  }

  private static void copy(float[] x, int from, int step, int count, float[] to, int at) {
    for (int i = 0; i < count; i++) {
      fromArray(SPECIES, x, from + i * step).intoArray(to, at + i * LANES);
    }
  }

  private void affine(int from, int step, int count, int channel, float[] to, int at) {
    FloatVector s = fromArray(SPECIES, scale.data(), scale.offset() + channel);
    FloatVector t = fromArray(SPECIES, shift.data(), shift.offset() + channel);
    for (int i = 0; i < count; i++) {
      fromArray(SPECIES, x, base + from + i * step).fma(s, t).intoArray(to, at + i * LANES);
    }
  }

  private void affineRelu(int from, int step, int count, int channel, float[] to, int at) {
    FloatVector s = fromArray(SPECIES, scale.data(), scale.offset() + channel);
    FloatVector t = fromArray(SPECIES, shift.data(), shift.offset() + channel);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i++) {
      fromArray(SPECIES, x, base + from + i * step)
          .fma(s, t)
          .max(zero)
          .intoArray(to, at + i * LANES);
    }
  }

  private void normGradient(int from, int step, int count, int channel, float[] to, int at) {
    FloatVector av = fromArray(SPECIES, a.data(), a.offset() + channel);
    FloatVector bv = fromArray(SPECIES, b.data(), b.offset() + channel);
    FloatVector cv = fromArray(SPECIES, c.data(), c.offset() + channel);
    for (int i = 0; i < count; i++) {
      int p = from + i * step;
      FloatVector rest = fromArray(SPECIES, y, yBase + p).fma(bv, cv);
      fromArray(SPECIES, x, base + p).fma(av, rest).intoArray(to, at + i * LANES);
    }
  }
}
