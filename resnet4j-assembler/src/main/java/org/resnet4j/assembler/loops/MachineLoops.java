package org.resnet4j.assembler.loops;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resnet4j.assembler.memory.ArrayCall;
import org.resnet4j.assembler.memory.HeapSegments;
import org.resnet4j.vector.kernel.machine.LoopKernel;

/** Loops over vectors in machine code. */
public final class MachineLoops implements LoopKernel {
  private final PlacedLoops code;
  private final LoopKernel own;
  private final int lanes;
  private final Function<float[], MemorySegment> segments;

  /**
   * By code that is shared.
   *
   * @param own computes what there is no code for
   */
  public MachineLoops(PlacedLoops code, LoopKernel own) {
    this(code, own, new HeapSegments()::of);
  }

  /** On the memory that stands for an array. */
  MachineLoops(PlacedLoops code, LoopKernel own, Function<float[], MemorySegment> segments) {
    this.code = code;
    this.segments = segments;
    this.own = own;
    lanes = code.wide() ? 16 : 8;
  }

  @Override
  public LoopKernel another() {
    return new MachineLoops(code, own);
  }

  @Override
  public void copy(float[] x, int xo, int xStep, float[] y, int yo, int yStep, int count) {
    if (count < 1) {
      return;
    }
    check(x, xo, count, xStep);
    check(y, yo, count, yStep);
    run(code.copy(), count, x, xo, xStep, null, 0, 0, y, yo, yStep, null, 0, 0, null, 0);
  }

  @Override
  public void affine(
      float[] x,
      int xo,
      int xStep,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float least,
      float[] y,
      int yo,
      int yStep,
      int count) {
    if (count < 1) {
      return;
    }
    check(x, xo, count, xStep);
    check(scale, scaleAt, 1, 0);
    check(shift, shiftAt, 1, 0);
    check(y, yo, count, yStep);
    var one = code.affine(rectifies(least));
    run(one, count, x, xo, xStep, scale, scaleAt, 0, y, yo, yStep, null, 0, 0, shift, shiftAt);
  }

  @Override
  public void add(
      float[] x,
      int xo,
      float[] bias,
      int biasAt,
      float[] r,
      int ro,
      int rStep,
      float least,
      float[] y,
      int yo,
      int yStep,
      int count) {
    if (count < 1) {
      return;
    }
    check(x, xo, count, lanes);
    check(bias, biasAt, 1, 0);
    check(r, ro, count, rStep);
    check(y, yo, count, yStep);
    var one = code.add(rectifies(least));
    run(one, count, x, xo, lanes, null, 0, 0, y, yo, yStep, r, ro, rStep, bias, biasAt);
  }

  @Override
  public void sum(
      float[] a, int ao, float[] b, int bo, float least, float[] y, int yo, int length) {
    if (length < 1) {
      return;
    }
    int count = length / lanes;
    if (count * lanes != length) {
      throw new IllegalArgumentException(
          "%d floats are no whole vectors of %d".formatted(length, lanes));
    }
    check(a, ao, count, lanes);
    check(b, bo, count, lanes);
    check(y, yo, count, lanes);
    var one = code.sum(rectifies(least));
    run(one, count, a, ao, lanes, b, bo, 0, y, yo, lanes, null, 0, 0, null, 0);
  }

  @Override
  public void max(
      float[] x, int xo, int line, int rows, int columns, int next, int count, float[] y, int yo) {
    var one = code.max(rows, columns);
    if (one == null || count < 1) {
      own.max(x, xo, line, rows, columns, next, count, y, yo);
      return;
    }
    check(x, xo, count, next, (rows - 1L) * line + (columns - 1L) * lanes);
    check(y, yo, count, lanes);
    run(one, count, x, xo, next, null, 0, line, y, yo, lanes, null, 0, 0, null, 0);
  }

  @Override
  public void dots(
      int rows,
      int columns,
      float[] a,
      int ao,
      int aRow,
      float[] b,
      int bo,
      int bRow,
      int last,
      int n,
      float[] sums) {
    var one = code.dots(rows, columns);
    int count = n / lanes;
    if (one == null || count < 1 || count * lanes != n) {
      own.dots(rows, columns, a, ao, aRow, b, bo, bRow, last, n, sums);
      return;
    }
    check(a, ao, rows, aRow, n - lanes);
    int furthest = Objects.checkIndex(Math.min(last, columns - 1), columns);
    check(b, bo, furthest + 1, bRow, n - lanes);
    check(sums, 0, rows * columns, lanes);
    one.run(
        segments.apply(a),
        4L * ao,
        segments.apply(b),
        4L * bo,
        segments.apply(sums),
        0,
        4L * aRow,
        4L * bRow * Math.min(1, last),
        count,
        0,
        4L * bRow * Math.min(2, last),
        0,
        MemorySegment.NULL,
        0,
        4L * bRow * Math.min(3, last),
        0,
        MemorySegment.NULL,
        0);
  }

  @Override
  public void scale(float high, float low, float[] x, int at, int length) {
    int count = length / lanes;
    if (count > 0) {
      check(x, at, count, lanes);
      long bits = Float.floatToRawIntBits(high);
      long lowBits = Float.floatToRawIntBits(low);
      code.scale()
          .run(
              segments.apply(x),
              4L * at,
              MemorySegment.NULL,
              0,
              0,
              bits,
              count,
              0,
              lowBits,
              0,
              0,
              0);
    }
    int whole = Math.max(0, count) * lanes;
    if (whole < length) {
      own.scale(high, low, x, at + whole, length - whole);
    }
  }

  @Override
  public void rearrange(
      int n,
      int m,
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext) {
    if (n < 1 || m < 1) {
      return;
    }
    checkFloats(x, from, n, step, m, next);
    checkFloats(y, to, n, toStep, m, toNext);
    code.rearrange()
        .run(
            segments.apply(x),
            4L * from,
            segments.apply(y),
            4L * to,
            4L * step,
            4L * next,
            m,
            n,
            0,
            4L * toStep,
            4L * toNext,
            0);
  }

  private static boolean rectifies(float least) {
    if (least != 0 && least != Float.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("results are at least 0 or anything, not " + least);
    }
    return least == 0;
  }

  private void run(
      ArrayCall one,
      int count,
      float[] a,
      int ao,
      int aStep,
      float @Nullable [] b,
      int bo,
      int second,
      float[] y,
      int yo,
      int yStep,
      float @Nullable [] from,
      int fromAt,
      int fromStep,
      float @Nullable [] bias,
      int biasAt) {
    one.run(
        segments.apply(a),
        4L * ao,
        b == null ? MemorySegment.NULL : segments.apply(b),
        4L * bo,
        segments.apply(y),
        4L * yo,
        4L * aStep,
        4L * second,
        count,
        0,
        0,
        4L * yStep,
        from == null ? MemorySegment.NULL : segments.apply(from),
        4L * fromAt,
        0,
        4L * fromStep,
        bias == null ? MemorySegment.NULL : segments.apply(bias),
        4L * biasAt);
  }

  private void check(float[] array, int at, int count, int step) {
    check(array, at, count, step, 0);
  }

  /** So many vectors, and what lies so much further than each. */
  private void check(float[] array, int at, int count, int step, long further) {
    if (step < 0 || further < 0) {
      throw new IndexOutOfBoundsException(
          "distances are not negative, as %d, %d are".formatted(step, further));
    }
    long last = (count - 1L) * step + further;
    Objects.checkFromToIndex(at, at + last + lanes, (long) array.length);
  }

  /** Single floats, in either direction. */
  private static void checkFloats(float[] array, int at, int n, int step, int m, int next) {
    long along = (n - 1L) * step;
    long across = (m - 1L) * next;
    long first = at + Math.min(0, along) + Math.min(0, across);
    long last = at + Math.max(0, along) + Math.max(0, across);
    Objects.checkFromToIndex(first, last + 1, (long) array.length);
  }
}
