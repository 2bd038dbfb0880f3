package org.resnet4j.vector.kernel.linear;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;

import java.util.Arrays;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.DotKernel;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/** y = x Wᵀ, an item for some outputs; long dot products go piece by piece. */
final class LinearForward implements Task {
  /** Inputs of a piece of a dot product. */
  private static final int PIECE = 4096;

  /** Outputs of an item at most. */
  private static final int OUTPUTS = 64;

  private final LinearOperands operands;
  private final LoopKernel loops;
  private final ConvolutionShape shape;
  private final Reader x;
  private final Span weights;
  private final Writer y;
  private final int outputs;
  private final int sums;
  private final int items;

  LinearForward(LinearOperands operands, Reader x, Span weights, Writer y) {
    this.operands = operands;
    loops = Loops.of(operands.scratch());
    shape = operands.shape();
    this.x = x;
    this.weights = weights;
    this.y = y;
    outputs = LinearOperands.each(operands.out(), OUTPUTS, LANES);
    sums = shape.n() * outputs;
    operands.scratch().require(2 * sums + shape.n() * Math.min(PIECE, shape.in()));
    items = (operands.out() + outputs - 1) / outputs;
    y.slots(1);
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public void run(int item, int worker) {
    int k0 = item * outputs;
    int count = Math.min(outputs, shape.out() - k0);
    float[] own = operands.scratch().of(worker);
    Arrays.fill(own, START, START + sums, 0f);
    for (int c = 0; c < shape.in(); c += PIECE) {
      int n = Math.min(PIECE, shape.in() - c);
      float[] a = operands.rows(x, c, n, shape.in(), worker, START + 2 * sums);
      int ao = x.plain() ? x.offset() + c : START + 2 * sums;
      int w = weights.offset() + k0 * shape.in() + c;
      DotKernel.multiply(
          loops,
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
    int end = Math.min(outputs, operands.out() - k0);
    y.begin(0, k0, k0 + end);
    for (int n = 0; n < shape.n(); n++) {
      Arrays.fill(own, START + n * outputs + count, START + (n + 1) * outputs, 0f);
    }
    for (int k = 0; k < end; k += LANES) {
      for (int n = 0; n < shape.n(); n++) {
        int to = START + sums + n * LANES;
        System.arraycopy(own, START + n * outputs + k, own, to, LANES);
      }
      y.write(own, START + sums, k0 + k, operands.out(), shape.n(), k0 + k, 0);
    }
  }
}
