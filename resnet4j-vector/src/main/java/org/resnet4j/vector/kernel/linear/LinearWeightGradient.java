package org.resnet4j.vector.kernel.linear;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;

import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.OuterKernel;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/** dW = dyᵀ x, an item for some outputs. */
final class LinearWeightGradient implements Task {
  /** Outputs of an item at most. */
  private static final int OUTPUTS = 64;

  /** Inputs of an item at most. */
  private static final int INPUTS = 1024;

  private final LinearOperands operands;
  private final ConvolutionShape shape;
  private final Reader x;
  private final Reader g;
  private final Span gradient;
  private final boolean accumulate;
  private final int outputs;
  private final int inputs;

  LinearWeightGradient(
      LinearOperands operands, Reader x, Reader g, Span gradient, boolean accumulate) {
    this.operands = operands;
    shape = operands.shape();
    this.x = x;
    this.g = g;
    this.gradient = gradient;
    this.accumulate = accumulate;
    outputs = LinearOperands.each(operands.out(), OUTPUTS, LANES);
    inputs = Math.min(INPUTS, shape.in());
    operands.scratch().require(shape.n() * (outputs + inputs));
  }

  @Override
  public int items() {
    return (operands.out() + outputs - 1) / outputs;
  }

  @Override
  public void run(int item, int worker) {
    int k0 = item * outputs;
    int width = Math.min(outputs, operands.out() - k0);
    float[] a = operands.rows(g, k0, width, operands.out(), worker, START);
    int ao = g.plain() ? g.offset() + k0 : START;
    for (int c = 0; c < shape.in(); c += inputs) {
      int n = Math.min(inputs, shape.in() - c);
      int at = START + shape.n() * outputs;
      float[] b = operands.rows(x, c, n, shape.in(), worker, at);
      int bo = x.plain() ? x.offset() + c : at;
      int to = gradient.offset() + k0 * shape.in() + c;
      OuterKernel.multiply(
          a,
          ao,
          g.plain() ? operands.out() : width,
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
}
