package org.resnet4j.vector.ops;

import org.resnet4j.model.Layer.AvgPool2d;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/** Means over windows, whose rows and columns are given: average and adaptive pooling. */
public final class MeanPool {
  private static final int L = Lanes.LANES;

  private final Layout in;
  private final Layout out;
  private final Windows rows;
  private final Windows columns;

  private MeanPool(Layout in, Layout out, Windows rows, Windows columns) {
    this.in = in;
    this.out = out;
    this.rows = rows;
    this.columns = columns;
  }

  /** Over a sliding window. */
  public static MeanPool sliding(Layout in, Layout out, AvgPool2d layer) {
    return new MeanPool(
        in,
        out,
        Windows.sliding(in.height(), out.height(), layer),
        Windows.sliding(in.width(), out.width(), layer));
  }

  /** To a grid of the output's size. */
  public static MeanPool adaptive(Layout in, Layout out) {
    return new MeanPool(
        in,
        out,
        Windows.adaptive(in.height(), out.height()),
        Windows.adaptive(in.width(), out.width()));
  }

  /**
   * The windows along one axis: window i is [from[i], to[i]), its mean divides by {@code
   * divisor[i]}.
   */
  private record Windows(int[] from, int[] to, int[] divisor) {

    /** Windows of a fixed kernel; padding counts in the divisor, as PyTorch's default. */
    static Windows sliding(int size, int out, AvgPool2d layer) {
      int[] from = new int[out];
      int[] to = new int[out];
      int[] divisor = new int[out];
      for (int i = 0; i < out; i++) {
        int first = i * layer.stride() - layer.padding();
        from[i] = Math.max(0, first);
        to[i] = Math.min(size, first + layer.kernel());
        divisor[i] = layer.kernel();
      }
      return new Windows(from, to, divisor);
    }

    /** PyTorch's adaptive windows: from ⌊i·size / out⌋ to ⌈(i + 1)·size / out⌉. */
    static Windows adaptive(int size, int out) {
      int[] from = new int[out];
      int[] to = new int[out];
      int[] divisor = new int[out];
      for (int i = 0; i < out; i++) {
        from[i] = i * size / out;
        to[i] = ((i + 1) * size + out - 1) / out;
        divisor[i] = to[i] - from[i];
      }
      return new Windows(from, to, divisor);
    }
  }

  public Task forward(Span x, Span y) {
    return Work.planes(
        in,
        (n, block, offset) -> {
          int plane = (n * in.blocks() + block) * out.plane();
          for (int i = 0; i < out.height(); i++) {
            for (int j = 0; j < out.width(); j++) {
              int at = y.offset() + plane + (i * out.width() + j) * L;
              mean(x.data(), x.offset() + offset, y.data(), at, i, j);
            }
          }
        });
  }

  public Task backward(Span dy, Span dx) {
    return Work.planes(
        in,
        (n, block, offset) -> {
          ChannelShift.clear(dx.data(), dx.offset() + offset, in.plane());
          int plane = (n * in.blocks() + block) * out.plane();
          for (int i = 0; i < out.height(); i++) {
            for (int j = 0; j < out.width(); j++) {
              int at = dy.offset() + plane + (i * out.width() + j) * L;
              spread(dy.data(), at, dx.data(), dx.offset() + offset, i, j);
            }
          }
        });
  }

  private void mean(float[] x, int xo, float[] y, int at, int i, int j) {
    int line = in.width() * L;
    int from = xo + rows.from[i] * line + columns.from[j] * L;
    int height = rows.to[i] - rows.from[i];
    int width = columns.to[j] - columns.from[j];
    Loops.BEST.mean(x, from, line, height, width, factor(i, j), y, at);
  }

  private void spread(float[] dy, int at, float[] dx, int dxo, int i, int j) {
    int line = in.width() * L;
    int from = dxo + rows.from[i] * line + columns.from[j] * L;
    int height = rows.to[i] - rows.from[i];
    int width = columns.to[j] - columns.from[j];
    GradientLoops.spread(dy, at, factor(i, j), dx, from, line, height, width);
  }

  private float factor(int i, int j) {
    return 1f / (rows.divisor[i] * columns.divisor[j]);
  }
}
