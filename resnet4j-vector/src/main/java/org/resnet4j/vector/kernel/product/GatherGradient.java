package org.resnet4j.vector.kernel.product;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;

import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.machine.PairKernel;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.GradientKernel;
import org.resnet4j.vector.kernel.microkernel.PairRounding;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * The gradient of a convolution's weights as a matrix product: gathered input rows, transposed,
 * times the rows of the output's gradient. The rows are cut into a fixed number of parts with sums
 * of their own, which {@link GradientReduction} adds.
 */
final class GatherGradient implements Task {
  private static final int PANEL = 128 * 1024;

  /** Pieces of the inputs where all rows fit a panel, so that there is more than one item. */
  private static final int PIECES = 4;

  /** The number of multiplications from which such cutting pays. */
  private static final int LARGE = 1 << 21;

  private final Reader inputs;
  private final Reader gradients;
  private final ConvolutionShape shape;
  private final Layout source;
  private final Layout target;
  private final Grid grid;
  private final WeightMatrix matrix;
  private final Scratch scratch;
  private final boolean paired;
  private final int rows;
  private final int parts;
  private final int steps;
  private final int depth;
  private final int depths;
  private final int width;
  private final int widths;

  GatherGradient(
      Reader inputs, Reader gradients, ConvolutionShape shape, boolean paired, Scratch scratch) {
    this.inputs = inputs;
    this.gradients = gradients;
    this.shape = shape;
    this.paired = paired;
    this.scratch = scratch;
    source = shape.input();
    target = shape.output();
    grid = Grid.forward(shape);
    matrix = WeightMatrix.forward(shape);
    int blocks = grid.taps() * matrix.in();
    int total = grid.rows() * shape.n();
    width = Math.min(matrix.out(), 16);
    widths = (matrix.out() + width - 1) / width;
    int most = Math.min(blocks, Math.max(1, 512 / LANES));
    boolean once = total * (most + width) * LANES <= PANEL;
    boolean worth = (long) total * most * width * LANES * LANES >= LARGE;
    depth = once && worth ? (most + PIECES - 1) / PIECES : most;
    depths = (blocks + depth - 1) / depth;
    rows = Math.min(total, Math.max(8, PANEL / ((depth + width) * LANES)));
    int pieces = (total + rows - 1) / rows;
    int wanted = Math.max(1, 16 / (matrix.count() * widths * depths));
    steps = (pieces + wanted - 1) / wanted;
    parts = (pieces + steps - 1) / steps;
    scratch.require((depth + width + (paired ? 1 : 0)) * rows * LANES);
    scratch.require(Scratch.Shared.GRADIENTS, parts * size());
  }

  /** Floats of the sums of a part: (groups, taps, input blocks, lanes, padded outputs). */
  int size() {
    return matrix.count() * grid.taps() * matrix.in() * matrix.out() * LANES * LANES;
  }

  int parts() {
    return parts;
  }

  @Override
  public int items() {
    return parts * matrix.count() * depths * widths;
  }

  @Override
  public void run(int item, int worker) {
    int k0 = item % widths * width;
    int b0 = item / widths % depths * depth;
    int group = item / widths / depths % matrix.count();
    int part = item / widths / depths / matrix.count();
    int k1 = Math.min(matrix.out(), k0 + width);
    int b1 = Math.min(grid.taps() * matrix.in(), b0 + depth);
    int outputs = matrix.out() * LANES;
    int sums = START + part * size() + group * grid.taps() * matrix.in() * LANES * outputs;
    float[] to = scratch.of(Scratch.Shared.GRADIENTS);
    int end = Math.min((part + 1) * steps * rows, grid.rows() * shape.n());
    for (int first = part * steps * rows; first < end; first += rows) {
      boolean add = first > part * steps * rows;
      add(group, first, Math.min(rows, end - first), b0, b1, k0, k1, to, sums, add, worker);
    }
  }

  private void add(
      int group,
      int first,
      int count,
      int b0,
      int b1,
      int k0,
      int k1,
      float[] to,
      int sums,
      boolean add,
      int worker) {
    float[] own = scratch.of(worker);
    int stride = rows * LANES;
    int right = START + depth * stride;
    int strip = right + width * stride;
    int outputs = matrix.out() * LANES;
    for (int k = k0; k < k1; k++) {
      int block = group * matrix.out() + k;
      int at = right + (k - k0) * stride;
      columns(block, first, count, own, paired ? strip : at);
      if (paired) {
        PairRounding.lanes(own, strip, count, own, at);
      }
    }
    for (int b = b0; b < b1; b++) {
      int block = group * matrix.in() + b % matrix.in();
      int start = block * source.plane();
      int at = START + (b - b0) * stride;
      int tap = b / matrix.in();
      int gathered = paired ? strip : at;
      grid.gather(inputs, source, start, block * LANES, tap, first, count, own, gathered, LANES);
      if (paired) {
        PairRounding.lanes(own, strip, count, own, at);
      }
    }
    for (int b = b0; b < b1; b++) {
      int into = sums + b * LANES * outputs + k0 * LANES;
      int at = START + (b - b0) * stride;
      if (paired) {
        multiply(own, at, right, stride, count, k1 - k0, to, into, outputs, add);
      } else {
        GradientKernel.multiply(
            own, at, own, right, stride, count, k1 - k0, to, into, outputs, add);
      }
    }
  }

  /** As {@link GradientKernel#multiply}, of pairs: rows are the lanes of the inputs. */
  private void multiply(
      float[] own,
      int a,
      int right,
      int stride,
      int count,
      int outputs,
      float[] to,
      int into,
      int row,
      boolean add) {
    var lanes = scratch.pairs().lanes();
    int steps = (count + 1) / 2;
    for (int k = 0; k < outputs; k += 2) {
      int second = k + 1 < outputs ? stride : PairKernel.ALONE;
      int b = right + k * stride;
      int sums = into + k * LANES;
      lanes.multiply(own, a, 1, LANES, own, b, second, steps, to, sums, row, LANES, add);
    }
  }

  private void columns(int block, int first, int count, float[] to, int at) {
    int row = first;
    int left = count;
    int p = at;
    while (left > 0) {
      int image = row / grid.rows();
      int pixel = row % grid.rows();
      int run = Math.min(grid.rows() - pixel, left);
      int from = image * target.image() + block * target.plane() + pixel * LANES;
      gradients.read(from, LANES, run, block * LANES, to, p);
      row += run;
      left -= run;
      p += run * LANES;
    }
  }
}
