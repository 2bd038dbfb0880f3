package org.resnet4j.vector.ops;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.resnet4j.model.Layer.LocalResponseNorm;
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
  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  private final Layout layout;
  private final int before;
  private final int behind;
  private final double alpha;
  private final double beta;
  private final double k;
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
    return Work.of(
        layout.n() * layout.height(),
        (item, worker) -> {
          for (int column = 0; column < layout.width(); column++) {
            int at = pixel(item, column);
            gather(x.data(), x.offset() + at, squares[worker]);
            products(x, dy, at, squares[worker], terms[worker]);
            backward(x, dy, dx, at, squares[worker], terms[worker]);
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
      var v = FloatVector.fromArray(S, x, at + block * layout.plane());
      v.mul(v).intoArray(copy, place(block));
    }
  }

  private void forward(float[] x, int xo, float[] y, int yo, float[] copy) {
    gather(x, xo, copy);
    for (int block = 0; block < layout.blocks(); block++) {
      int at = block * layout.plane();
      var s = window(copy, place(block), before, behind).mul((float) alpha).add((float) k);
      FloatVector.fromArray(S, x, xo + at).mul(power(s)).intoArray(y, yo + at);
    }
  }

  /** db_j a_j s_j^−(β+1) of each channel. */
  private void products(Span x, Span dy, int pixel, float[] copy, float[] to) {
    for (int block = 0; block < layout.blocks(); block++) {
      int at = pixel + block * layout.plane();
      var s = window(copy, place(block), before, behind).mul((float) alpha).add((float) k);
      FloatVector.fromArray(S, x.data(), x.offset() + at)
          .mul(FloatVector.fromArray(S, dy.data(), dy.offset() + at))
          .mul(power(s).div(s))
          .intoArray(to, place(block));
    }
  }

  private void backward(Span x, Span dy, Span dx, int pixel, float[] copy, float[] products) {
    float factor = (float) (-2 * alpha * beta);
    for (int block = 0; block < layout.blocks(); block++) {
      int at = pixel + block * layout.plane();
      var s = window(copy, place(block), before, behind).mul((float) alpha).add((float) k);
      var others = window(products, place(block), behind, before).mul(factor);
      var own = FloatVector.fromArray(S, dy.data(), dy.offset() + at).mul(power(s));
      FloatVector.fromArray(S, x.data(), x.offset() + at)
          .fma(others, own)
          .intoArray(dx.data(), dx.offset() + at);
    }
  }

  private static FloatVector window(float[] copy, int at, int before, int behind) {
    var sum = FloatVector.zero(S);
    for (int i = -before; i <= behind; i++) {
      sum = sum.add(FloatVector.fromArray(S, copy, at + i));
    }
    return sum;
  }

  /** s^−β. */
  private FloatVector power(FloatVector s) {
    if (beta == 0.75) {
      var root = s.sqrt();
      return FloatVector.broadcast(S, 1f).div(root.mul(root.sqrt()));
    }
    return Activations.exp(Activations.log(s).mul((float) -beta));
  }
}
