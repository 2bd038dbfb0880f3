package org.resnet4j.vector.kernel.linear;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;

import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.OuterKernel;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/** dx = dy W, an item for some inputs. */
final class LinearInputGradient implements Task {
  /** Inputs of an item at most. */
  private static final int INPUTS = 1024;

  /** Outputs of an item at most. */
  private static final int OUTPUTS = 64;

  private final LinearOperands operands;
  private final ConvolutionShape shape;
  private final Reader g;
  private final Span weights;
  private final Writer to;
  private final int inputs;
  private final int sums;

  LinearInputGradient(LinearOperands operands, Reader g, Span weights, Writer to) {
    this.operands = operands;
    shape = operands.shape();
    this.g = g;
    this.weights = weights;
    this.to = to;
    inputs = LinearOperands.each(shape.in(), INPUTS, 4 * LANES);
    sums = shape.n() * inputs;
    operands.scratch().require(sums + shape.n() * Math.max(LANES, OUTPUTS));
    to.slots(1);
  }

  @Override
  public int items() {
    return (shape.in() + inputs - 1) / inputs;
  }

  @Override
  public void run(int item, int worker) {
    int c0 = item * inputs;
    int n = Math.min(inputs, shape.in() - c0);
    float[] own = operands.scratch().of(worker);
    for (int k = 0; k < shape.out(); k += OUTPUTS) {
      int width = Math.min(OUTPUTS, operands.out() - k);
      float[] a = operands.rows(g, k, width, operands.out(), worker, START + sums);
      int ao = g.plain() ? g.offset() + k : START + sums;
      int w = weights.offset() + k * shape.in() + c0;
      OuterKernel.multiply(
          a,
          ao,
          1,
          g.plain() ? operands.out() : width,
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
}
