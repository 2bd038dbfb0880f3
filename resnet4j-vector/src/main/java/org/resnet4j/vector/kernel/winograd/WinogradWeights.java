package org.resnet4j.vector.kernel.winograd;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.machine.TransformKernel;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * G g Gᵀ of all kernels, packed for {@code RowKernel}: 36 values or 16, each (output blocks, input
 * blocks, lanes, lanes). For the gradient of the input the kernels are rotated by 180°.
 */
final class WinogradWeights implements Task {
  private final Winograd form;
  private final Span weights;
  private final WeightMatrix matrix;
  private final PackedSpan packed;
  private final Scratch scratch;
  private final TransformKernel transforms;
  private final LoopKernel loops;

  WinogradWeights(
      Winograd form, Span weights, WeightMatrix matrix, PackedSpan packed, Scratch scratch) {
    this.form = form;
    this.weights = weights;
    this.matrix = matrix;
    this.packed = packed;
    this.scratch = scratch;
    loops = Loops.of(scratch);
    transforms = WinogradTransforms.of(scratch);
    scratch.require((9 + 3 * form.side()) * LANES * LANES);
  }

  /** Floats of one of the values; never a power of two, so that they spread over the cache. */
  static int plane(WeightMatrix matrix) {
    return (matrix.in() * matrix.out() * LANES + 1) * LANES;
  }

  static int size(Winograd form, WeightMatrix matrix) {
    return Math.multiplyExact(form.products(), plane(matrix));
  }

  @Override
  public int items() {
    return matrix.out();
  }

  @Override
  public void run(int block, int worker) {
    float[] own = scratch.of(worker);
    float[] to = packed.data();
    int panel = matrix.in() * LANES * LANES;
    int start = packed.offset() + block * panel;
    int plane = plane(matrix);
    int side = form.side();
    int kernel = 9 * LANES;
    int column = 3 * side * LANES;
    int columns = LANES * kernel;
    for (int first = 0; first < matrix.in() * LANES; first += LANES) {
      matrix.readKernels(loops, weights, first, block, own, 0);
      transforms.transform(
          form.weights(),
          LANES,
          3,
          own,
          0,
          kernel,
          LANES,
          3 * LANES,
          own,
          columns,
          column,
          LANES,
          3 * LANES);
      transforms.transform(
          form.weights(),
          LANES,
          side,
          own,
          columns,
          column,
          3 * LANES,
          LANES,
          to,
          start + first * LANES,
          LANES,
          side * plane,
          plane);
    }
  }
}
