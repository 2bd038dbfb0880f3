package org.resnet4j.vector.kernel.product;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import java.util.Arrays;
import java.util.List;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.memory.TaskSequence;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * The gradient of the input of a convolution that is strided or has no padding: every pixel of the
 * output's gradient times each element of the kernel, added to the pixel of the input that this
 * element saw. It is read once, where {@link GatherProduct} gathers it for every element, with
 * zeros where the output is much smaller than the input; and each pixel is written once.
 */
final class ScatterProduct implements Task {
  /** Floats of an item's input gradient: within a large second-level cache. */
  private static final int SIZE = 512 * 1024;

  /** Items that there should be at least, if rows suffice. */
  private static final int ITEMS = 8;

  private final Reader gradient;
  private final ConvolutionShape shape;
  private final WeightMatrix matrix;
  private final PackedSpan packed;
  private final Writer writer;
  private final Scratch scratch;
  private final RowKernel kernel;
  private final Layout source;
  private final Layout target;
  private final int images;
  private final int stride;
  private final int products;
  private final int sums;

  ScatterProduct(
      Reader gradient, ConvolutionShape shape, PackedSpan packed, Writer writer, Scratch scratch) {
    this.gradient = gradient;
    this.shape = shape;
    this.packed = packed;
    this.writer = writer;
    this.scratch = scratch;
    kernel = new RowKernel(scratch.rows());
    matrix = WeightMatrix.transposed(shape);
    source = shape.output();
    target = shape.input();
    images = imagesOf(shape, source, target);
    stride = RowKernel.padded(images * source.pixels()) * LANES;
    products = START + matrix.in() * stride;
    sums = products + 2 * stride;
    scratch.require(sums - START + images * target.image());
    writer.slots(items());
  }

  /** As many images as fill register blocks with their rows. */
  private static int imagesOf(ConvolutionShape shape, Layout source, Layout target) {
    int filling = (4 * RowKernel.ROWS + source.pixels() - 1) / source.pixels();
    int fitting = Math.min(SIZE / target.image(), shape.n() / ITEMS);
    return Math.clamp(filling, 1, Math.max(1, fitting));
  }

  /** Whether elements of the kernel see different pixels, and an image's gradient fits. */
  static boolean fits(ConvolutionShape shape) {
    boolean strided = shape.stride() > 1 && shape.kernel() > shape.stride();
    boolean smaller =
        shape.padding() == 0
            && shape.kernel() > 1
            && 3 * shape.output().pixels() <= 2 * shape.input().pixels();
    return shape.groups() == 1 && (strided || smaller) && shape.input().image() <= SIZE;
  }

  /** The weights packed, one element of the kernel after the other, and the product. */
  static TaskSequence tasks(
      ConvolutionShape shape, Reader gradient, Span weights, Writer to, Scratch scratch) {
    WeightMatrix matrix = WeightMatrix.transposed(shape);
    List<Grid> grids = Grid.elements(shape);
    PackedSpan packed = PackedSpan.of(Span.NONE, WeightPacking.size(matrix, grids, false), scratch);
    return new TaskSequence(
        List.of(new WeightPacking(weights, matrix, grids, false, packed)),
        List.of(new ScatterProduct(gradient, shape, packed, to, scratch)));
  }

  @Override
  public int items() {
    return (shape.n() + images - 1) / images;
  }

  @Override
  public void run(int item, int worker) {
    int first = item * images;
    int count = Math.min(images, shape.n() - first);
    float[] own = scratch.of(worker);
    for (int b = 0; b < matrix.in(); b++) {
      for (int i = 0; i < count; i++) {
        int from = (first + i) * source.image() + b * source.plane();
        int to = START + b * stride + i * source.plane();
        gradient.read(from, LANES, source.pixels(), b * LANES, own, to);
      }
    }
    Arrays.fill(own, sums, sums + count * target.image(), 0f);
    multiply(own, count);
    writer.begin(item, 0, matrix.out() * LANES);
    for (int i = 0; i < count; i++) {
      for (int b = 0; b < matrix.out(); b++) {
        int from = sums + i * target.image() + b * target.plane();
        int at = (first + i) * target.image() + b * target.plane();
        writer.write(own, from, at, LANES, target.pixels(), b * LANES, item);
      }
    }
  }

  /** All elements of the kernel for all blocks of the input, two at a time. */
  private void multiply(float[] own, int count) {
    int outputs = shape.kernel() * shape.kernel() * matrix.out();
    int rows = RowKernel.padded(count * source.pixels());
    float[] b = packed.data();
    for (int k = 0; k < outputs; k += 2) {
      int end = Math.min(outputs, k + 2);
      kernel.multiply(
          own,
          START,
          matrix.in(),
          stride,
          rows,
          b,
          packed.offset(),
          outputs,
          k,
          end,
          own,
          products,
          stride);
      for (int o = k; o < end; o++) {
        scatter(own, products + (o - k) * stride, o / matrix.out(), o % matrix.out(), count);
      }
    }
  }

  /** Adds the products of an element of the kernel to a block of the input's gradient. */
  private void scatter(float[] own, int from, int element, int block, int count) {
    int step = shape.stride();
    int above = element / shape.kernel() - shape.padding();
    int left = element % shape.kernel() - shape.padding();
    int top = first(above);
    int bottom = end(above, target.height(), source.height());
    int begin = first(left);
    int pixels = end(left, target.width(), source.width()) - begin;
    for (int i = 0; i < count; i++) {
      int to = sums + i * target.image() + block * target.plane();
      for (int row = top; row < bottom; row++) {
        int at = from + i * source.plane() + (row * source.width() + begin) * LANES;
        int pixel = (row * step + above) * target.width() + begin * step + left;
        add(own, at, to + pixel * LANES, step * LANES, pixels);
      }
    }
  }

  /** The first output row or column for which the input lies inside. */
  private int first(int offset) {
    return offset >= 0 ? 0 : (-offset + shape.stride() - 1) / shape.stride();
  }

  /** One past the last. */
  private int end(int offset, int inside, int all) {
    return Math.min(all, Math.floorDiv(inside - 1 - offset, shape.stride()) + 1);
  }

  private static void add(float[] x, int from, int to, int step, int count) {
    for (int i = 0; i < count; i++) {
      var sum = fromArray(SPECIES, x, to + i * step).add(fromArray(SPECIES, x, from + i * LANES));
      sum.intoArray(x, to + i * step);
    }
  }
}
