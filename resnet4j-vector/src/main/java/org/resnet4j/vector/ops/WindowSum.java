package org.resnet4j.vector.ops;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * LeNet-5's trainable subsampling (LeCun et al. 1998, section II-B): the sum over each 2 × 2 window
 * times a coefficient, plus a bias, both per channel.
 */
public final class WindowSum {
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
    int to = y.offset() + n * out.image() + block * out.plane();
    int line = in.width() * LANES;
    for (int i = 0; i < out.pixels(); i++) {
      int from = x.offset() + at + corner(i);
      Loops.BEST.windowSum(
          x.data(), from, line, coefficients, biases, block * LANES, y.data(), to + i * LANES);
    }
  }

  private void backward(Span dy, Span dx, int at, int n, int block) {
    ChannelShift.clear(dx.data(), dx.offset() + at, in.plane());
    int from = dy.offset() + n * out.image() + block * out.plane();
    int line = in.width() * LANES;
    for (int i = 0; i < out.pixels(); i++) {
      int corner = dx.offset() + at + corner(i);
      GradientLoops.spread(
          dy.data(), from + i * LANES, coefficients, block * LANES, dx.data(), corner, line);
    }
  }

  private void sums(Span x, Span dy, int block, int offset, float[] parts, int to) {
    int from = x.offset() + offset / out.image() * in.image() + block * in.plane();
    int line = in.width() * LANES;
    for (int i = 0; i < out.pixels(); i++) {
      int at = dy.offset() + offset + i * LANES;
      GradientLoops.windowSums(x.data(), from + corner(i), line, dy.data(), at, parts, to);
    }
  }

  private int corner(int i) {
    return (i / out.width() * 2 * in.width() + i % out.width() * 2) * LANES;
  }
}
