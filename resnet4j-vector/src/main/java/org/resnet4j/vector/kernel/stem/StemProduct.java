package org.resnet4j.vector.kernel.stem;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.microkernel.StemKernel;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/** The convolution of the first layer: directly from a few planes, without padding channels. */
final class StemProduct implements Task {
  private final Reader x;
  private final WeightMatrix matrix;
  private final PackedSpan packed;
  private final Writer y;
  private final Scratch scratch;
  private final Planes planes;
  private final StemKernel kernel;
  private final int pixels;

  StemProduct(Reader x, WeightMatrix matrix, PackedSpan packed, Writer y, Scratch scratch) {
    this.x = x;
    this.matrix = matrix;
    this.packed = packed;
    this.y = y;
    this.scratch = scratch;
    planes = Planes.of(matrix.shape());
    kernel = new StemKernel(planes.taps(1), scratch.rows());
    pixels = Math.max(matrix.shape().outWidth(), RowKernel.ROWS);
    scratch.require(planes.size() + matrix.out() * pixels * LANES);
    y.slots(items());
  }

  @Override
  public int items() {
    return matrix.shape().n() * planes.parts();
  }

  @Override
  public void run(int item, int worker) {
    int image = item / planes.parts();
    int part = item % planes.parts();
    float[] own = scratch.of(worker);
    planes.read(x, image, part, own);
    y.begin(item, 0, matrix.out() * LANES);
    int first = part * planes.outRows();
    int end = Math.min(first + planes.outRows(), matrix.shape().outHeight());
    for (int row = first; row < end; row++) {
      row(own, image, row, (row - first) * planes.step(), item);
    }
  }

  private void row(float[] own, int image, int row, int from, int slot) {
    Layout target = matrix.shape().output();
    int at = Scratch.START + planes.size();
    int line = pixels * LANES;
    kernel.multiply(own, from, pixels, packed.data(), packed.offset(), matrix.out(), own, at, line);
    for (int k = 0; k < matrix.out(); k++) {
      int to = image * target.image() + k * target.plane() + row * target.width() * LANES;
      y.write(own, at + k * line, to, LANES, target.width(), k * LANES, slot);
    }
  }

  /** Packs the weights: (pairs of output blocks, taps, 2 · lanes). */
  static Task packing(Span weights, WeightMatrix matrix, PackedSpan packed) {
    int taps = matrix.shape().weights() / matrix.shape().out();
    return new Task() {
      @Override
      public int items() {
        return matrix.out();
      }

      @Override
      public void run(int block, int worker) {
        int width = (block | 1) < matrix.out() ? 2 * LANES : LANES;
        int at = packed.offset() + (block & ~1) * taps * LANES + (block & 1) * LANES;
        float[] to = packed.data();
        for (int lane = 0; lane < LANES; lane++) {
          int k = block * LANES + lane;
          boolean real = k < matrix.shape().out();
          for (int tap = 0; tap < taps; tap++) {
            float value = real ? weights.data()[weights.offset() + k * taps + tap] : 0f;
            to[at + tap * width + lane] = value;
          }
        }
      }
    };
  }

  /** Floats of the packed weights. */
  static int size(WeightMatrix matrix) {
    return matrix.shape().weights() / matrix.shape().out() * matrix.out() * LANES;
  }
}
