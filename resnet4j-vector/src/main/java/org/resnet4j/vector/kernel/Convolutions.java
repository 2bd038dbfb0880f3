package org.resnet4j.vector.kernel;

import java.util.ArrayList;
import java.util.List;

/** Makes the three passes of a convolution: forward, gradient of the input, of the weights. */
public final class Convolutions {
  private Convolutions() {}

  /** The algorithm for a shape: a function of the shape and the vector width alone. */
  public static Algorithm choose(ConvolutionShape shape) {
    boolean aligned = shape.groups() == 1;
    if (shape.kernel() == 3 && shape.stride() == 1 && shape.padding() == 1 && aligned) {
      return Algorithm.WINOGRAD_4;
    }
    return shape.kernel() == 1 ? Algorithm.PRODUCT : Algorithm.GATHER;
  }

  /**
   * y = x ∗ w.
   *
   * @param x reads the input, {@link ConvolutionShape#input()}
   * @param weights (out, in / groups, kernel, kernel)
   * @param y writes the output, {@link ConvolutionShape#output()}
   * @param keep whether the packed weights have memory of their own, prepared once (prediction), or
   *     share it with other passes and are prepared before each run (training)
   */
  public static Pass forward(
      ConvolutionShape shape,
      Algorithm algorithm,
      Reader x,
      Span weights,
      Writer y,
      boolean keep,
      Scratch scratch) {
    if (algorithm == Algorithm.WINOGRAD_4) {
      return winograd(shape, false, x, weights, y, keep, scratch);
    }
    List<Grid> grids = List.of(Grid.forward(shape));
    return product(shape, false, grids, x, weights, y, keep, scratch);
  }

  /**
   * The gradient of the input.
   *
   * @param gradient reads the gradient of the output
   * @param to writes the gradient of the input
   */
  public static Pass inputGradient(
      ConvolutionShape shape,
      Algorithm algorithm,
      Reader gradient,
      Span weights,
      Writer to,
      Scratch scratch) {
    if (algorithm == Algorithm.WINOGRAD_4) {
      return winograd(shape, true, gradient, weights, to, false, scratch);
    }
    List<Grid> grids = Grid.inputGradient(shape);
    return product(shape, true, grids, gradient, weights, to, false, scratch);
  }

  /**
   * The gradient of the weights, (out, in / groups, kernel, kernel).
   *
   * @param x reads the input, as the forward pass did
   * @param gradient reads the gradient of the output
   * @param accumulate whether to add to what lies in {@code to}
   */
  public static Pass weightGradient(
      ConvolutionShape shape,
      Algorithm algorithm,
      Reader x,
      Reader gradient,
      Span to,
      boolean accumulate,
      Scratch scratch) {
    if (algorithm == Algorithm.WINOGRAD_4) {
      var parts = new WinogradGradient(x, gradient, shape, scratch);
      var sum = new WinogradReduction(parts, shape, to, accumulate, scratch);
      return new Pass(List.of(), List.of(parts, sum));
    }
    var parts = new GatherGradient(x, gradient, shape, scratch);
    var sum = new GradientReduction(parts, shape, to, accumulate, scratch);
    return new Pass(List.of(), List.of(parts, sum));
  }

  private static Pass product(
      ConvolutionShape shape,
      boolean backward,
      List<Grid> grids,
      Reader x,
      Span weights,
      Writer y,
      boolean keep,
      Scratch scratch) {
    Groups groups = Groups.of(shape, backward);
    Packed packed = Packed.of(WeightPacking.size(groups, grids), keep, scratch);
    Layout from = backward ? shape.output() : shape.input();
    Layout to = backward ? shape.input() : shape.output();
    List<Task> compute = new ArrayList<>();
    compute.add(new GatherProduct(x, from, groups, grids, packed, y, to, scratch));
    return new Pass(List.of(new WeightPacking(weights, groups, grids, packed)), compute);
  }

  private static Pass winograd(
      ConvolutionShape shape,
      boolean backward,
      Reader x,
      Span weights,
      Writer y,
      boolean keep,
      Scratch scratch) {
    Groups groups = Groups.of(shape, backward);
    Packed packed = Packed.of(WinogradWeights.size(groups), keep, scratch);
    Task product = new WinogradProduct(x, groups, packed, y, scratch);
    return new Pass(
        List.of(new WinogradWeights(weights, groups, packed, scratch)), List.of(product));
  }
}
