package org.resnet4j.vector.kernel.winograd;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.memory.TaskSequence;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * The tasks of a convolution of 3 × 3, stride 1, padding 1 by Winograd's algorithm: strip by strip
 * in the cache where channels are few, else stage by stage through memory.
 */
public final class WinogradConvolution {
  /** Padded input times output channels whose transformed weights fit a second-level cache. */
  private static final long CACHED = 64 * 128;

  private WinogradConvolution() {}

  /** Floats of the packed weights. */
  public static int packedFloats(Winograd form, ConvolutionShape shape) {
    return WinogradWeights.size(form, WeightMatrix.forward(shape));
  }

  /**
   * The convolution, or, with a transposed matrix, the gradient of its input.
   *
   * @param packed memory for the packed weights, or {@link Span#NONE}
   */
  public static TaskSequence product(
      Winograd form,
      WeightMatrix matrix,
      Reader x,
      Span weights,
      Writer y,
      Span packed,
      Scratch scratch) {
    var memory = PackedSpan.of(packed, WinogradWeights.size(form, matrix), scratch);
    var packing = new WinogradWeights(form, weights, matrix, memory, scratch);
    if (form == Winograd.F4 && cached(matrix.shape())) {
      Task product = new WinogradProduct(x, matrix, memory, y, scratch);
      return new TaskSequence(List.of(packing), List.of(product));
    }
    List<Task> compute = new ArrayList<>();
    WinogradTiles target = WinogradTiles.of(form, matrix.target(), scratch);
    var stages =
        WinogradStage.of(
            WinogradTiles.of(form, matrix.source(), scratch), matrix.in() + matrix.out());
    y.slots(stages.get(0).slots());
    for (WinogradStage stage : stages) {
      compute.add(stage.input(x, matrix.in(), Scratch.Shared.LEFT, scratch));
      compute.add(stage.product(matrix, memory, scratch));
      compute.add(stage.on(target).output(Scratch.Shared.RIGHT, y, matrix.out(), scratch));
    }
    return new TaskSequence(List.of(packing), compute);
  }

  /** The gradient of the weights, always with F(4×4, 3×3). */
  public static TaskSequence weightGradient(
      ConvolutionShape shape,
      Reader x,
      Reader gradient,
      Span to,
      boolean accumulate,
      Scratch scratch) {
    if (cached(shape)) {
      var sums = new WinogradGradient(x, gradient, shape, scratch);
      return new TaskSequence(List.of(), List.of(sums, sums.reduction(to, accumulate)));
    }
    WeightMatrix matrix = WeightMatrix.forward(shape);
    List<Task> compute = new ArrayList<>();
    int size = WinogradWeights.size(Winograd.F4, matrix);
    WinogradTiles tiles = WinogradTiles.of(Winograd.F4, shape.input(), scratch);
    WinogradTiles target = WinogradTiles.of(Winograd.F4, shape.output(), scratch);
    scratch.require(Scratch.Shared.GRADIENTS, size);
    for (WinogradStage stage : WinogradStage.of(tiles, matrix.in() + matrix.out())) {
      compute.add(stage.input(x, matrix.in(), Scratch.Shared.LEFT, scratch));
      compute.add(stage.on(target).gradient(gradient, matrix.out(), Scratch.Shared.RIGHT, scratch));
      compute.add(stage.outer(matrix, scratch));
    }
    compute.add(new WinogradReduction(1, size, matrix, to, accumulate, scratch));
    return new TaskSequence(List.of(), compute);
  }

  /** Whether {@link #gradients} reads the operands of both gradients from memory once. */
  public static boolean together(ConvolutionShape shape) {
    return WinogradGradient.small(WeightMatrix.forward(shape));
  }

  /** Both gradients, piece by piece, with F(4×4, 3×3). */
  public static TaskSequence gradients(
      ConvolutionShape shape,
      Reader x,
      Reader gradient,
      Span weights,
      Span toWeights,
      boolean accumulate,
      Writer to,
      Scratch scratch) {
    WeightMatrix matrix = WeightMatrix.transposed(shape);
    var memory = PackedSpan.of(Span.NONE, WinogradWeights.size(Winograd.F4, matrix), scratch);
    var sums = new WinogradGradient(x, gradient, shape, scratch);
    var product = new WinogradProduct(gradient, matrix, memory, to, scratch);
    return new TaskSequence(
        List.of(new WinogradWeights(Winograd.F4, weights, matrix, memory, scratch)),
        List.of(new WinogradBackward(sums, product), sums.reduction(toWeights, accumulate)));
  }

  private static boolean cached(ConvolutionShape shape) {
    return (long) Lanes.padded(shape.in()) * Lanes.padded(shape.out()) <= CACHED;
  }
}
