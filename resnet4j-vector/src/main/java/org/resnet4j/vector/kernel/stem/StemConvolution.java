package org.resnet4j.vector.kernel.stem;

import java.util.List;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.TaskSequence;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/** The tasks of the first layer: forward, and the gradient of its weights. */
public final class StemConvolution {
  private StemConvolution() {}

  /** Floats of the packed weights. */
  public static int packedFloats(ConvolutionShape shape) {
    return StemProduct.size(WeightMatrix.forward(shape));
  }

  /**
   * y = x ∗ w.
   *
   * @param packed memory for the packed weights, or {@link Span#NONE}
   */
  public static TaskSequence forward(
      ConvolutionShape shape, Reader x, Span weights, Writer y, Span packed, Scratch scratch) {
    WeightMatrix matrix = WeightMatrix.forward(shape);
    var memory = PackedSpan.of(packed, StemProduct.size(matrix), scratch);
    var product = new StemProduct(x, matrix, memory, y, scratch);
    return new TaskSequence(
        List.of(StemProduct.packing(weights, matrix, memory)), List.of(product));
  }

  /** The gradient of the weights: parts, and their sum. */
  public static TaskSequence weightGradient(
      ConvolutionShape shape,
      Reader x,
      Reader gradient,
      Span to,
      boolean accumulate,
      Scratch scratch) {
    var parts = new StemGradient(x, gradient, shape, scratch);
    return new TaskSequence(List.of(), List.of(parts, parts.reduction(to, accumulate)));
  }
}
