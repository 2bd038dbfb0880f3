package org.resnet4j.vector.kernel.product;

import java.util.List;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.TaskSequence;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/** The tasks of a convolution as matrix products over gathered rows, in its three directions. */
public final class GatherConvolution {
  private GatherConvolution() {}

  /** Floats of the packed weights. */
  public static int packedFloats(ConvolutionShape shape, boolean paired) {
    return WeightPacking.size(WeightMatrix.forward(shape), List.of(Grid.forward(shape)), paired);
  }

  /**
   * y = x ∗ w.
   *
   * @param paired whether operands are rounded to pairs of bfloat16
   * @param packed memory for the packed weights, or {@link Span#NONE}
   */
  public static TaskSequence forward(
      ConvolutionShape shape,
      boolean paired,
      Reader x,
      Span weights,
      Writer y,
      Span packed,
      Scratch scratch) {
    WeightMatrix matrix = WeightMatrix.forward(shape);
    return product(matrix, List.of(Grid.forward(shape)), paired, x, weights, y, packed, scratch);
  }

  /** The gradient of the input: scattered where that reads and writes less, else gathered. */
  public static TaskSequence inputGradient(
      ConvolutionShape shape,
      boolean paired,
      Reader gradient,
      Span weights,
      Writer to,
      Scratch scratch) {
    if (ScatterProduct.fits(shape)) {
      return ScatterProduct.tasks(shape, gradient, weights, to, scratch);
    }
    WeightMatrix matrix = WeightMatrix.transposed(shape);
    List<Grid> grids = Grid.inputGradient(shape);
    return product(matrix, grids, paired, gradient, weights, to, Span.NONE, scratch);
  }

  /** The gradient of the weights: parts, and their sum. */
  public static TaskSequence weightGradient(
      ConvolutionShape shape,
      boolean paired,
      Reader x,
      Reader gradient,
      Span to,
      boolean accumulate,
      Scratch scratch) {
    var parts = new GatherGradient(x, gradient, shape, paired, scratch);
    var sum = new GradientReduction(parts, shape, to, accumulate, scratch);
    return new TaskSequence(List.of(), List.of(parts, sum));
  }

  private static TaskSequence product(
      WeightMatrix matrix,
      List<Grid> grids,
      boolean paired,
      Reader x,
      Span weights,
      Writer y,
      Span packed,
      Scratch scratch) {
    var memory = PackedSpan.of(packed, WeightPacking.size(matrix, grids, paired), scratch);
    var product = new GatherProduct(x, matrix, grids, paired, memory, y, scratch);
    return new TaskSequence(
        List.of(new WeightPacking(weights, matrix, grids, paired, memory)), product.tasks());
  }
}
