package org.resnet4j.vector.kernel.linear;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;

import java.util.Arrays;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.DotKernel;
import org.resnet4j.vector.kernel.microkernel.OuterKernel;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * A linear layer, a convolution of one pixel: y = x Wᵀ and its gradients dx = dy W and dW = dyᵀ x,
 * with the weights where they lie, (out, in), read or written once. The inputs are a multiple of
 * the lanes, so that rows of all operands are whole vectors.
 */
public record Linear(ConvolutionShape shape, Scratch scratch) {
  /** Inputs of a piece of a dot product. */
  private static final int PIECE = 4096;

  /** The number of weights from which packing does not pay; fewer use {@code PRODUCT}. */
  private static final int LARGE = 1 << 16;

  /** Outputs of an item at most. */
  private static final int OUTPUTS = 64;

  /** Inputs of an item at most. */
  private static final int INPUTS = 1024;

  /** Items that there should be at least. */
  private static final int ITEMS = 8;

  public static boolean fits(ConvolutionShape shape) {
    return shape.kernel() == 1
        && shape.height() == 1
        && shape.width() == 1
        && shape.padding() == 0
        && shape.groups() == 1
        && shape.in() % LANES == 0
        && shape.weights() >= LARGE;
  }

  private int out() {
    return Lanes.padded(shape.out());
  }

  /**
   * Channels of an item, a multiple of {@code step}: at most so many, and fewer where they are few.
   */
  private static int each(int channels, int most, int step) {
    int fair = (channels + ITEMS * step - 1) / (ITEMS * step) * step;
    return Math.min(channels, Math.min(most, fair));
  }

  /** Rows of a tensor as the kernels read them: in place if plain, otherwise copied. */
  private float[] rows(Reader reader, int channel, int channels, int line, int worker, int at) {
    if (reader.plain()) {
      return reader.data();
    }
    float[] own = scratch.of(worker);
    for (int n = 0; n < shape.n(); n++) {
      for (int c = 0; c < channels; c += LANES) {
        int from = n * line + channel + c;
        reader.read(from, LANES, 1, channel + c, own, at + n * channels + c);
      }
    }
    return own;
  }

  /** y = x Wᵀ. */
  public Task forward(Reader x, Span weights, Writer y) {
    int outputs = each(out(), OUTPUTS, LANES);
    int sums = shape.n() * outputs;
    scratch.require(2 * sums + shape.n() * Math.min(PIECE, shape.in()));
    int items = (out() + outputs - 1) / outputs;
    y.slots(1);
    return new Task() {
      @Override
      public int items() {
        return items;
      }

      @Override
      public void run(int item, int worker) {
        int k0 = item * outputs;
        int count = Math.min(outputs, shape.out() - k0);
        float[] own = scratch.of(worker);
        Arrays.fill(own, START, START + sums, 0f);
        for (int c = 0; c < shape.in(); c += PIECE) {
          int n = Math.min(PIECE, shape.in() - c);
          float[] a = rows(x, c, n, shape.in(), worker, START + 2 * sums);
          int ao = x.plain() ? x.offset() + c : START + 2 * sums;
          int w = weights.offset() + k0 * shape.in() + c;
          DotKernel.multiply(
              a,
              ao,
              x.plain() ? shape.in() : n,
              shape.n(),
              weights.data(),
              w,
              shape.in(),
              count,
              n,
              own,
              START,
              outputs);
        }
        finish(own, k0, count);
      }

      private void finish(float[] own, int k0, int count) {
        int end = Math.min(outputs, out() - k0);
        y.begin(0, k0, k0 + end);
        for (int n = 0; n < shape.n(); n++) {
          Arrays.fill(own, START + n * outputs + count, START + (n + 1) * outputs, 0f);
        }
        for (int k = 0; k < end; k += LANES) {
          for (int n = 0; n < shape.n(); n++) {
            int to = START + sums + n * LANES;
            System.arraycopy(own, START + n * outputs + k, own, to, LANES);
          }
          y.write(own, START + sums, k0 + k, out(), shape.n(), k0 + k, 0);
        }
      }
    };
  }

  /** dx = dy W. */
  public Task inputGradient(Reader g, Span weights, Writer to) {
    int inputs = each(shape.in(), INPUTS, 4 * LANES);
    int sums = shape.n() * inputs;
    scratch.require(sums + shape.n() * Math.max(LANES, OUTPUTS));
    to.slots(1);
    return new Task() {
      @Override
      public int items() {
        return (shape.in() + inputs - 1) / inputs;
      }

      @Override
      public void run(int item, int worker) {
        int c0 = item * inputs;
        int n = Math.min(inputs, shape.in() - c0);
        float[] own = scratch.of(worker);
        for (int k = 0; k < shape.out(); k += OUTPUTS) {
          int width = Math.min(OUTPUTS, out() - k);
          float[] a = rows(g, k, width, out(), worker, START + sums);
          int ao = g.plain() ? g.offset() + k : START + sums;
          int w = weights.offset() + k * shape.in() + c0;
          OuterKernel.multiply(
              a,
              ao,
              1,
              g.plain() ? out() : width,
              shape.n(),
              weights.data(),
              w,
              shape.in(),
              Math.min(OUTPUTS, shape.out() - k),
              n,
              own,
              START,
              inputs,
              k > 0);
        }
        to.begin(0, c0, c0 + n);
        for (int c = 0; c < n; c += LANES) {
          for (int image = 0; image < shape.n(); image++) {
            int at = (image * shape.in()) + c0 + c;
            to.write(own, START + image * inputs + c, at, LANES, 1, c0 + c, 0);
          }
        }
      }
    };
  }

  /** dW = dyᵀ x. */
  public Task weightGradient(Reader x, Reader g, Span gradient, boolean accumulate) {
    int outputs = each(out(), OUTPUTS, LANES);
    int inputs = Math.min(INPUTS, shape.in());
    scratch.require(shape.n() * (outputs + inputs));
    return new Task() {
      @Override
      public int items() {
        return (out() + outputs - 1) / outputs;
      }

      @Override
      public void run(int item, int worker) {
        int k0 = item * outputs;
        int width = Math.min(outputs, out() - k0);
        float[] a = rows(g, k0, width, out(), worker, START);
        int ao = g.plain() ? g.offset() + k0 : START;
        for (int c = 0; c < shape.in(); c += inputs) {
          int n = Math.min(inputs, shape.in() - c);
          int at = START + shape.n() * outputs;
          float[] b = rows(x, c, n, shape.in(), worker, at);
          int bo = x.plain() ? x.offset() + c : at;
          int to = gradient.offset() + k0 * shape.in() + c;
          OuterKernel.multiply(
              a,
              ao,
              g.plain() ? out() : width,
              1,
              Math.min(outputs, shape.out() - k0),
              b,
              bo,
              x.plain() ? shape.in() : n,
              shape.n(),
              n,
              gradient.data(),
              to,
              shape.in(),
              accumulate);
        }
      }
    };
  }
}
