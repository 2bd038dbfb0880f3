package org.resnet4j.vector.kernel.stem;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.Arrays;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.StemGradientKernel;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * The gradient of the first layer's weights: the output's gradient against the shifted planes. A
 * fixed number of parts have sums of their own, which {@link #reduction} adds in their order.
 */
final class StemGradient implements Task {
  private final Reader x;
  private final Reader g;
  private final WeightMatrix matrix;
  private final Scratch scratch;
  private final Planes planes;
  private final int[] taps;
  private final int steps;
  private final int parts;

  StemGradient(Reader x, Reader g, ConvolutionShape shape, Scratch scratch) {
    this.x = x;
    this.g = g;
    this.scratch = scratch;
    matrix = WeightMatrix.forward(shape);
    planes = Planes.of(shape);
    taps = planes.taps(8);
    int pieces = shape.n() * planes.parts();
    steps = (pieces + 15) / 16;
    parts = (pieces + steps - 1) / steps;
    scratch.require(planes.size() + matrix.out() * shape.outWidth() * LANES);
    scratch.require(Scratch.Shared.GRADIENTS, parts * size());
  }

  private int size() {
    return taps.length * matrix.out() * LANES;
  }

  @Override
  public int items() {
    return parts;
  }

  @Override
  public void run(int part, int worker) {
    float[] sums = scratch.of(Scratch.Shared.GRADIENTS);
    float[] own = scratch.of(worker);
    Arrays.fill(sums, part * size(), (part + 1) * size(), 0f);
    int pieces = matrix.shape().n() * planes.parts();
    for (int piece = part * steps; piece < Math.min((part + 1) * steps, pieces); piece++) {
      int image = piece / planes.parts();
      int first = piece % planes.parts() * planes.outRows();
      int end = Math.min(first + planes.outRows(), matrix.shape().outHeight());
      planes.read(x, image, piece % planes.parts(), own);
      for (int row = first; row < end; row++) {
        row(own, image, row, (row - first) * planes.step(), sums, part * size());
      }
    }
  }

  private void row(float[] own, int image, int row, int from, float[] sums, int to) {
    Layout layout = matrix.shape().output();
    int width = layout.width();
    int outputs = matrix.out();
    int at = Scratch.START + planes.size();
    for (int k = 0; k < outputs; k++) {
      int line = image * layout.image() + k * layout.plane() + row * width * LANES;
      g.read(line, LANES, width, k * LANES, own, at + k * width * LANES);
    }
    int ds = width * LANES;
    StemGradientKernel.multiply(
        own, from, taps, width, own, at, ds, outputs, sums, to, outputs * LANES);
  }

  /** Adds the parts into (out, in, kernel, kernel). */
  Task reduction(Span gradient, boolean accumulate) {
    ConvolutionShape shape = matrix.shape();
    int count = shape.weights() / shape.out();
    return new Task() {
      @Override
      public int items() {
        return shape.out();
      }

      @Override
      public void run(int k, int worker) {
        float[] sums = scratch.of(Scratch.Shared.GRADIENTS);
        for (int tap = 0; tap < count; tap++) {
          float sum = 0;
          for (int part = 0; part < parts; part++) {
            sum += sums[part * size() + tap * matrix.out() * LANES + k];
          }
          int at = gradient.offset() + k * count + tap;
          gradient.data()[at] = accumulate ? gradient.data()[at] + sum : sum;
        }
      }
    };
  }
}
