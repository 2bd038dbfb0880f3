package org.resnet4j.vector.ops;

import org.resnet4j.model.Layer.MaxPool2d;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * Maximum over sliding windows; padding is never the maximum. The gradient goes to the first
 * element of the window that equals the maximum, as PyTorch's does.
 */
public final class MaxPool {
  private static final int L = Lanes.LANES;

  private final Layout in;
  private final Layout out;
  private final int kernel;
  private final int stride;
  private final int padding;

  public MaxPool(Layout in, Layout out, MaxPool2d layer) {
    this.in = in;
    this.out = out;
    kernel = layer.kernel();
    stride = layer.stride();
    padding = layer.padding();
  }

  /**
   * A single image is processed in bands of rows, all planes of a band before the next band. The
   * convolution before it works the same way, so a thread finds what it has written.
   */
  public Task forward(LoopKernel loops, Span x, Span y) {
    int band = Math.clamp(Work.ITEM / (stride * in.width() * L), 1, out.height());
    int rows = in.n() == 1 ? band : out.height();
    int bands = (out.height() + rows - 1) / rows;
    return Work.of(
        in.n() * bands * in.blocks(),
        (item, worker) -> {
          int n = item / (bands * in.blocks());
          int first = item / in.blocks() % bands * rows;
          int plane = n * in.blocks() + item % in.blocks();
          int xo = x.offset() + plane * in.plane();
          int yo = y.offset() + plane * out.plane();
          for (int i = first; i < Math.min(first + rows, out.height()); i++) {
            row(loops, x.data(), xo, y.data(), yo + i * out.width() * L, i);
          }
        });
  }

  /**
   * The gradient of the input.
   *
   * @param masked whether it is zero where the input is not positive: x is the output of a ReLU
   */
  public Task backward(Span x, Span y, Span dy, Span dx, boolean masked) {
    float least = masked ? 0f : Float.NEGATIVE_INFINITY;
    // windows without overlap write each pixel once
    boolean apart = padding == 0 && stride == kernel;
    boolean whole = apart && in.height() % stride == 0 && in.width() % stride == 0;
    return Work.planes(
        in,
        (n, block, offset) -> {
          if (!whole) {
            ChannelShift.clear(dx.data(), dx.offset() + offset, in.plane());
          }
          int plane = (n * in.blocks() + block) * out.plane();
          for (int i = 0; i < out.height(); i++) {
            for (int j = 0; j < out.width(); j++) {
              int at = plane + (i * out.width() + j) * L;
              give(x, y, dy, dx, offset, at, i, j, least, apart);
            }
          }
        });
  }

  /** A row of maxima: windows that the left edge cuts, whole ones, and those past them. */
  private void row(LoopKernel loops, float[] x, int xo, float[] y, int at, int i) {
    int top = Math.max(0, i * stride - padding);
    int rows = Math.min(in.height(), i * stride - padding + kernel) - top;
    int line = xo + top * in.width() * L;
    int whole = (padding + stride - 1) / stride;
    int fit = Math.floorDiv(in.width() + padding - kernel, stride) + 1;
    int cut = Math.max(whole, Math.min(out.width(), fit));
    int j = 0;
    while (j < out.width()) {
      int left = Math.max(0, j * stride - padding);
      int columns = Math.min(in.width(), j * stride - padding + kernel) - left;
      int count = j == whole && j < cut ? cut - whole : 1;
      int from = line + left * L;
      loops.max(x, from, in.width() * L, rows, columns, stride * L, count, y, at + j * L);
      j += count;
    }
  }

  private void give(
      Span x,
      Span y,
      Span dy,
      Span dx,
      int offset,
      int at,
      int i,
      int j,
      float least,
      boolean apart) {
    int top = Math.max(0, i * stride - padding);
    int left = Math.max(0, j * stride - padding);
    int corner = offset + (top * in.width() + left) * L;
    GradientLoops.give(
        x.data(),
        x.offset() + corner,
        in.width() * L,
        Math.min(in.height(), i * stride - padding + kernel) - top,
        Math.min(in.width(), j * stride - padding + kernel) - left,
        y.data(),
        y.offset() + at,
        dy.data(),
        dy.offset() + at,
        least,
        apart,
        dx.data(),
        dx.offset() + corner);
  }
}
