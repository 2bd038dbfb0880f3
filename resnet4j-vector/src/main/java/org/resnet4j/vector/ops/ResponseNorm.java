package org.resnet4j.vector.ops;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.model.Layer.LocalResponseNorm;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * Local response normalisation across channels (Krizhevsky et al. 2012, section 3.3): b_c = a_c
 * s_c^−β with s_c = k + α Σ a², over the channels from c − ⌊size/2⌋ to c + ⌊(size−1)/2⌋.
 *
 * <p>The gradient: da_c = db_c s_c^−β − 2αβ a_c Σ db_j a_j s_j^−(β+1), over the channels j whose
 * windows hold c. One row of pixels is processed at a time; the sums read a copy in which a pixel's
 * channels are contiguous, with zeros at both ends.
 */
public final class ResponseNorm {
  private final Layout layout;
  private final int before;
  private final int behind;
  private final double alpha;
  private final double beta;
  private final double k;
  private final LocalResponseNorm layer;
  private final int room;
  private final float[][] squares;
  private final float[][] terms;

  public ResponseNorm(Layout layout, LocalResponseNorm layer, int threads) {
    this.layout = layout;
    before = layer.size() / 2;
    behind = (layer.size() - 1) / 2;
    alpha = layer.alpha();
    beta = layer.beta();
    k = layer.k();
    this.layer = layer;
    room = Lanes.padded(layout.channels()) + 2 * Lanes.padded(layer.size());
    squares = new float[threads][room];
    terms = new float[threads][room];
  }

  public Task forward(Span x, Span y) {
    return Work.of(
        layout.n() * layout.height(),
        (item, worker) -> {
          for (int column = 0; column < layout.width(); column++) {
            int at = pixel(item, column);
            forward(x.data(), x.offset() + at, y.data(), y.offset() + at, squares[worker]);
          }
        });
  }

  public Task backward(Span x, Span dy, Span dx) {
    var loops = new ResponseLoops(layer);
    return Work.of(
        layout.n() * layout.height(),
        (item, worker) -> {
          for (int column = 0; column < layout.width(); column++) {
            int at = pixel(item, column);
            gather(x.data(), x.offset() + at, squares[worker]);
            products(loops, x, dy, at, squares[worker], terms[worker]);
            backward(loops, x, dy, dx, at, squares[worker], terms[worker]);
          }
        });
  }

  private int pixel(int item, int column) {
    int n = item / layout.height();
    int row = item % layout.height();
    return n * layout.image() + (row * layout.width() + column) * LANES;
  }

  /** Where a block's channels begin in the copy. */
  private int place(int block) {
    return room / 2 - Lanes.padded(layout.channels()) / 2 + block * LANES;
  }

  private void gather(float[] x, int at, float[] copy) {
    for (int block = 0; block < layout.blocks(); block++) {
      Loops.BEST.square(x, at + block * layout.plane(), copy, place(block));
    }
  }

  private void forward(float[] x, int xo, float[] y, int yo, float[] copy) {
    gather(x, xo, copy);
    for (int block = 0; block < layout.blocks(); block++) {
      int at = block * layout.plane();
      Loops.BEST.respond(
          x,
          xo + at,
          copy,
          place(block),
          before,
          behind,
          (float) alpha,
          (float) k,
          beta,
          y,
          yo + at);
    }
  }

  /** db_j a_j s_j^−(β+1) of each channel. */
  private void products(ResponseLoops loops, Span x, Span dy, int pixel, float[] copy, float[] to) {
    for (int block = 0; block < layout.blocks(); block++) {
      loops.products(x, dy, pixel + block * layout.plane(), copy, place(block), to);
    }
  }

  private void backward(
      ResponseLoops loops, Span x, Span dy, Span dx, int pixel, float[] copy, float[] products) {
    for (int block = 0; block < layout.blocks(); block++) {
      loops.backward(x, dy, dx, pixel + block * layout.plane(), copy, products, place(block));
    }
  }
}
