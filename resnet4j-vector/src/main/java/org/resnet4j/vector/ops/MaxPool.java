package org.resnet4j.vector.ops;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.resnet4j.vector.kernel.Lanes;
import org.resnet4j.vector.kernel.Layout;
import org.resnet4j.vector.kernel.Span;
import org.resnet4j.vector.kernel.Task;

/**
 * Maximum over sliding windows; the padding never wins. The gradient goes to the first element of
 * the window that equals the maximum, as PyTorch's does.
 */
public final class MaxPool {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LANES;

  private final Layout in;
  private final Layout out;
  private final int kernel;
  private final int stride;
  private final int padding;

  public MaxPool(Layout in, Layout out, int kernel, int stride, int padding) {
    this.in = in;
    this.out = out;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
  }

  public Task forward(Span x, Span y) {
    return Work.planes(
        in,
        (n, block, offset) -> {
          int yo = y.offset() + (n * in.blocks() + block) * out.plane();
          for (int i = 0; i < out.height(); i++) {
            for (int j = 0; j < out.width(); j++) {
              int at = yo + (i * out.width() + j) * L;
              maximum(x.data(), x.offset() + offset, y.data(), at, i, j);
            }
          }
        });
  }

  public Task backward(Span x, Span y, Span dy, Span dx) {
    return Work.planes(
        in,
        (n, block, offset) -> {
          ChannelShift.clear(dx.data(), dx.offset() + offset, in.plane());
          int plane = (n * in.blocks() + block) * out.plane();
          for (int i = 0; i < out.height(); i++) {
            for (int j = 0; j < out.width(); j++) {
              int at = plane + (i * out.width() + j) * L;
              give(x, y, dy, dx, offset, at, i, j);
            }
          }
        });
  }

  private void maximum(float[] x, int xo, float[] y, int at, int i, int j) {
    var best = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    int lastRow = Math.min(in.height(), i * stride - padding + kernel);
    int firstColumn = Math.max(0, j * stride - padding);
    int lastColumn = Math.min(in.width(), j * stride - padding + kernel);
    for (int r = Math.max(0, i * stride - padding); r < lastRow; r++) {
      int row = xo + r * in.width() * L;
      for (int c = firstColumn; c < lastColumn; c++) {
        best = best.max(FloatVector.fromArray(S, x, row + c * L));
      }
    }
    best.intoArray(y, at);
  }

  private void give(Span x, Span y, Span dy, Span dx, int offset, int at, int i, int j) {
    var best = FloatVector.fromArray(S, y.data(), y.offset() + at);
    var left = FloatVector.fromArray(S, dy.data(), dy.offset() + at);
    int lastRow = Math.min(in.height(), i * stride - padding + kernel);
    int firstColumn = Math.max(0, j * stride - padding);
    int lastColumn = Math.min(in.width(), j * stride - padding + kernel);
    var xs = x.data();
    var dxs = dx.data();
    for (int r = Math.max(0, i * stride - padding); r < lastRow; r++) {
      for (int c = firstColumn; c < lastColumn; c++) {
        int pixel = offset + (r * in.width() + c) * L;
        var hit =
            FloatVector.fromArray(S, xs, x.offset() + pixel).compare(VectorOperators.EQ, best);
        var given = FloatVector.zero(S).blend(left, hit);
        left = left.blend(0f, hit);
        FloatVector.fromArray(S, dxs, dx.offset() + pixel)
            .add(given)
            .intoArray(dxs, dx.offset() + pixel);
      }
    }
  }
}
