package org.resnet4j.vector.kernel.winograd;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
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

  WinogradWeights(
      Winograd form, Span weights, WeightMatrix matrix, PackedSpan packed, Scratch scratch) {
    this.form = form;
    this.weights = weights;
    this.matrix = matrix;
    this.packed = packed;
    this.scratch = scratch;
    scratch.require((9 + 3 * form.side() + form.products()) * LANES);
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
    int side = form.side();
    int columns = 9 * LANES;
    int values = columns + 3 * side * LANES;
    for (int input = 0; input < matrix.in() * LANES; input++) {
      matrix.readKernels(weights, input, block, own, 0);
      form.weightColumns(own, 0, 3 * LANES, LANES, 3, own, columns);
      form.weightColumns(own, columns, LANES, 3 * LANES, side, own, values);
      for (int j = 0; j < side; j++) {
        int at = values + j * side * LANES;
        spread(own, at, to, start + j * plane(matrix) + input * LANES);
      }
    }
  }

  /** Column j of the values, a vector each, to a plane of its own. */
  private void spread(float[] from, int at, float[] to, int first) {
    int next = form.side() * plane(matrix);
    for (int i = 0; i < form.side(); i++) {
      FloatVector.fromArray(SPECIES, from, at + i * LANES).intoArray(to, first + i * next);
    }
  }
}
