package org.resnet4j.vector.ops;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * LeNet-5's trainable subsampling (LeCun et al. 1998, section II-B): the sum over each 2 × 2 window
 * times a coefficient, plus a bias, both per channel.
 */
public final class WindowSum {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  private final Layout in;
  private final Layout out;
  private final float[] coefficients;
  private final float[] biases;
  private final float[] weight;
  private final float[] bias;

  /**
   * @param weight (channels)
   * @param bias (channels)
   */
  public WindowSum(Layout in, Layout out, float[] weight, float[] bias) {
    this.in = in;
    this.out = out;
    this.weight = weight;
    this.bias = bias;
    coefficients = new float[Lanes.padded(in.channels())];
    biases = new float[Lanes.padded(in.channels())];
  }

  public List<Task> forward(Span x, Span y) {
    return List.of(prepare(), Work.planes(in, (n, block, at) -> forward(x, at, y, n, block)));
  }

  /** Pads the weights to whole blocks. */
  private Task prepare() {
    return Work.each(
        1,
        item -> {
          System.arraycopy(weight, 0, coefficients, 0, weight.length);
          System.arraycopy(bias, 0, biases, 0, bias.length);
        });
  }

  public Task backward(Span dy, Span dx) {
    return Work.planes(in, (n, block, at) -> backward(dy, dx, at, n, block));
  }

  /** Adds the gradients of the weight and the bias. */
  public List<Task> gradients(Span x, Span dy, float @Nullable [] w, float @Nullable [] b) {
    var sums = new ChannelSums(out);
    return List.of(
        sums.gather((block, offset, parts, to) -> sums(x, dy, block, offset, parts, to)),
        sums.finish(
            (channel, sum, product) -> {
              if (b != null) {
                b[channel] += (float) sum;
              }
              if (w != null) {
                w[channel] += (float) product;
              }
            }));
  }

  private void forward(Span x, int at, Span y, int n, int block) {
    var coefficient = FloatVector.fromArray(S, coefficients, block * LANES);
    var plus = FloatVector.fromArray(S, biases, block * LANES);
    int to = y.offset() + n * out.image() + block * out.plane();
    for (int i = 0; i < out.pixels(); i++) {
      window(x, x.offset() + at, i).fma(coefficient, plus).intoArray(y.data(), to + i * LANES);
    }
  }

  private void backward(Span dy, Span dx, int at, int n, int block) {
    ChannelShift.clear(dx.data(), dx.offset() + at, in.plane());
    var coefficient = FloatVector.fromArray(S, coefficients, block * LANES);
    int from = dy.offset() + n * out.image() + block * out.plane();
    for (int i = 0; i < out.pixels(); i++) {
      var v = FloatVector.fromArray(S, dy.data(), from + i * LANES).mul(coefficient);
      int corner = dx.offset() + at + corner(i);
      v.intoArray(dx.data(), corner);
      v.intoArray(dx.data(), corner + LANES);
      v.intoArray(dx.data(), corner + in.width() * LANES);
      v.intoArray(dx.data(), corner + in.width() * LANES + LANES);
    }
  }

  private void sums(Span x, Span dy, int block, int offset, float[] parts, int to) {
    var sum = FloatVector.fromArray(S, parts, to);
    var product = FloatVector.fromArray(S, parts, to + LANES);
    int from = x.offset() + offset / out.image() * in.image() + block * in.plane();
    for (int i = 0; i < out.pixels(); i++) {
      var v = FloatVector.fromArray(S, dy.data(), dy.offset() + offset + i * LANES);
      sum = sum.add(v);
      product = v.fma(window(x, from, i), product);
    }
    sum.intoArray(parts, to);
    product.intoArray(parts, to + LANES);
  }

  private int corner(int i) {
    return (i / out.width() * 2 * in.width() + i % out.width() * 2) * LANES;
  }

  /** The sum of the window of output pixel i. */
  private FloatVector window(Span x, int plane, int i) {
    int at = plane + corner(i);
    int below = at + in.width() * LANES;
    return FloatVector.fromArray(S, x.data(), at)
        .add(FloatVector.fromArray(S, x.data(), at + LANES))
        .add(FloatVector.fromArray(S, x.data(), below))
        .add(FloatVector.fromArray(S, x.data(), below + LANES));
  }
}
