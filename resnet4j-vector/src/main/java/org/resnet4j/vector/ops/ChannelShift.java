package org.resnet4j.vector.ops;

import java.util.Arrays;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * Copies channels to other channels, y[c + shift] = x[c], where the shift need not be a multiple of
 * the lanes: the parts of a concatenation, and shortcut option A with its stride. A block of y is
 * made of two neighbouring blocks of x.
 */
public final class ChannelShift {
  private static final int L = Lanes.LANES;

  private final Layout from;
  private final Layout to;
  private final int shift;

  /**
   * @param shift may be negative; channels that fall outside are dropped
   */
  public ChannelShift(Layout from, Layout to, int shift) {
    this.from = from;
    this.to = to;
    this.shift = shift;
  }

  /** Shortcut option A: takes every {@code stride}-th pixel; channels without a source become 0. */
  public Task subsample(Span x, Span y, int stride) {
    return Work.planes(
        to,
        (n, block, offset) -> {
          int at = y.offset() + offset;
          clear(y.data(), at, to.plane());
          for (int row = 0; row < to.height(); row++) {
            int pixel = row * stride * from.width();
            copy(x, n, block, pixel, stride, y.data(), at + row * to.width() * L, 1, to.width());
          }
        });
  }

  /**
   * The gradient of {@link #subsample} with the opposite shift: spreads the pixels, with zeros
   * between them.
   */
  public Task spread(Span dy, Span dx, int stride) {
    return Work.planes(
        to,
        (n, block, offset) -> {
          int at = dx.offset() + offset;
          clear(dx.data(), at, to.plane());
          for (int row = 0; row < from.height(); row++) {
            int target = at + row * stride * to.width() * L;
            copy(dy, n, block, row * from.width(), 1, dx.data(), target, stride, from.width());
          }
        });
  }

  /** y[c + shift] = x[c] for images of one size, other channels 0. */
  public Task assign(Span x, Span y) {
    return Work.planes(
        to,
        (n, block, offset) -> {
          clear(y.data(), y.offset() + offset, to.plane());
          copy(x, n, block, 0, 1, y.data(), y.offset() + offset, 1, to.pixels());
        });
  }

  /** y[c + shift] += x[c] for images of one size. */
  void add(Span x, int n, int block, float[] y, int at) {
    copy(x, n, block, 0, 1, y, at, 1, to.pixels());
  }

  static void clear(float[] y, int at, int length) {
    Arrays.fill(y, at, at + length, 0f);
  }

  /**
   * Adds the channels that belong in this block of y to {@code pixels} pixels of it.
   *
   * @param stride pixels of x from one to the next
   * @param toStride pixels of y
   */
  private void copy(
      Span x,
      int n,
      int block,
      int pixel,
      int stride,
      float[] y,
      int at,
      int toStride,
      int pixels) {
    int first = block * L - shift; // the channel of x that comes into lane 0
    int source = Math.floorDiv(first, L);
    int lane = Math.floorMod(first, L);
    int low = Math.max(0, -first);
    int high = Math.min(from.channels() - first, to.valid(block));
    if (high <= low) {
      return;
    }
    int begin = x.offset() + n * from.image() + source * from.plane() + pixel * L;
    int step = stride * L;
    int toStep = toStride * L;
    int end = Math.min(high, L - lane);
    if (low < end) {
      int here = begin + lane;
      Loops.BEST.addLanes(x.data(), here, step, y, at, toStep, pixels, low, end);
    }
    int start = Math.max(low, L - lane);
    if (start < Math.min(high, L)) {
      int next = begin + from.plane() + lane - L;
      Loops.BEST.addLanes(x.data(), next, step, y, at, toStep, pixels, start, Math.min(high, L));
    }
  }
}
