package org.resnet4j.vector.kernel.linear;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.TaskSequence;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * The tasks of a linear layer, a convolution of one pixel: y = x Wᵀ and its gradients dx = dy W and
 * dW = dyᵀ x, with the weights where they lie, (out, in), read or written once. The inputs are a
 * multiple of the lanes, so that rows of all operands are whole vectors.
 */
public final class LinearConvolution {
  /** The number of weights from which packing does not pay; fewer use {@code PRODUCT}. */
  private static final int LARGE = 1 << 16;

  private LinearConvolution() {}

  /** Whether a convolution is a linear layer large enough for this. */
  public static boolean fits(ConvolutionShape shape) {
    return shape.kernel() == 1
        && shape.height() == 1
        && shape.width() == 1
        && shape.padding() == 0
        && shape.groups() == 1
        && shape.in() % LANES == 0
        && shape.weights() >= LARGE;
  }

  /** y = x Wᵀ. */
  public static TaskSequence forward(
      ConvolutionShape shape, Reader x, Span weights, Writer y, Scratch scratch) {
    var operands = new LinearOperands(shape, scratch);
    return TaskSequence.of(new LinearForward(operands, x, weights, y));
  }

  /** dx = dy W. */
  public static TaskSequence inputGradient(
      ConvolutionShape shape, Reader gradient, Span weights, Writer to, Scratch scratch) {
    var operands = new LinearOperands(shape, scratch);
    return TaskSequence.of(new LinearInputGradient(operands, gradient, weights, to));
  }

  /** dW = dyᵀ x. */
  public static TaskSequence weightGradient(
      ConvolutionShape shape,
      Reader x,
      Reader gradient,
      Span to,
      boolean accumulate,
      Scratch scratch) {
    var operands = new LinearOperands(shape, scratch);
    return TaskSequence.of(new LinearWeightGradient(operands, x, gradient, to, accumulate));
  }
}
