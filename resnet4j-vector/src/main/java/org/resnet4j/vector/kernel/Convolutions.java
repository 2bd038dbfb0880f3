package org.resnet4j.vector.kernel;

import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.linear.LinearConvolution;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.TaskSequence;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.product.GatherConvolution;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.shape.WeightMatrix;
import org.resnet4j.vector.kernel.stem.StemConvolution;
import org.resnet4j.vector.kernel.winograd.Winograd;
import org.resnet4j.vector.kernel.winograd.WinogradConvolution;

/**
 * The tasks of a convolution in its three directions: forward, the gradient of its input, and that
 * of its weights; and which algorithm suits a shape.
 */
public final class Convolutions {
  /** The number of input channels that leaves half of the lanes or more idle. */
  private static final int FEW = Math.max(4, Lanes.LANES / 2);

  /** The number of rows up to which a linear layer waits for its weights. */
  private static final int FEW_ROWS = 8;

  private Convolutions() {}

  /** The algorithm for a shape: a function of the shape and the vector width. */
  public static Algorithm choose(ConvolutionShape shape) {
    boolean whole = shape.groups() == 1;
    boolean three = shape.kernel() == 3 && shape.stride() == 1 && shape.padding() == 1;
    if (whole && shape.kernel() > 1 && shape.in() <= (three ? 4 : FEW)) {
      return Algorithm.STEM;
    }
    if (LinearConvolution.fits(shape)) {
      return Algorithm.LINEAR;
    }
    if (three && whole) {
      return threeByThree(shape);
    }
    return shape.kernel() == 1 ? Algorithm.PRODUCT : Algorithm.GATHER;
  }

  /**
   * The algorithm for a shape where products may be computed in bfloat16, too.
   *
   * @param constant whether the weights do not change
   */
  public static Algorithm choose(ConvolutionShape shape, Bfloat16 use, boolean constant) {
    Algorithm exact = choose(shape);
    return switch (use) {
      case NONE -> exact;
      case LONG_READS ->
          exact == Algorithm.LINEAR && constant && shape.n() <= FEW_ROWS ? Algorithm.BF16 : exact;
      case PRODUCTS ->
          switch (exact) {
            case PRODUCT, GATHER, BF16 -> Algorithm.BF16;
            case LINEAR -> constant ? Algorithm.BF16 : exact;
            case WINOGRAD_4, WINOGRAD_2 ->
                halved(shape) < rows(exact.form(), shape) ? Algorithm.BF16 : exact;
            case STEM -> exact;
          };
    };
  }

  /** Rows of nine products at twice the rate, in the measure of {@link #rows}. */
  private static long halved(ConvolutionShape shape) {
    return 9L * RowKernel.padded(shape.n() * shape.height() * shape.width()) / 2;
  }

  /**
   * 36 products of few rows, one for each tile of 4 × 4, 16 products with one for each of 2 × 2, or
   * nine of many, whichever take the least: rows fill register blocks, and less than two of these
   * wait for the weights.
   */
  private static Algorithm threeByThree(ConvolutionShape shape) {
    long large = rows(Winograd.F4, shape);
    long small = rows(Winograd.F2, shape);
    long direct = 9L * RowKernel.padded(shape.n() * shape.height() * shape.width());
    if (Math.min(large, small) > direct) {
      return Algorithm.GATHER;
    }
    return large <= small ? Algorithm.WINOGRAD_4 : Algorithm.WINOGRAD_2;
  }

  private static long rows(Winograd form, ConvolutionShape shape) {
    int tiles = shape.n() * form.tiles(shape.height(), shape.width());
    return (long) form.products() * Math.max(RowKernel.padded(tiles), 2 * RowKernel.ROWS);
  }

  private static boolean paired(Algorithm algorithm) {
    return algorithm == Algorithm.BF16;
  }

  /** Floats that the packed weights of the forward direction take, whatever the batch. */
  public static int packedFloats(ConvolutionShape shape, Algorithm algorithm) {
    return switch (algorithm) {
      case WINOGRAD_4, WINOGRAD_2 -> WinogradConvolution.packedFloats(algorithm.form(), shape);
      case LINEAR -> 0;
      case STEM -> StemConvolution.packedFloats(shape);
      case PRODUCT, GATHER -> GatherConvolution.packedFloats(shape, false);
      case BF16 -> GatherConvolution.packedFloats(shape, true);
    };
  }

  /**
   * y = x ∗ w.
   *
   * @param x reads the input, {@link ConvolutionShape#input()}
   * @param weights (out, in / groups, kernel, kernel)
   * @param y writes the output, {@link ConvolutionShape#output()}
   * @param packed memory for the packed weights, {@link #packedFloats} long, that keeps them
   *     between runs and may be shared by sequences of other batch sizes; or {@link Span#NONE}:
   *     they lie in the scratch and are prepared before each run
   */
  public static TaskSequence forward(
      ConvolutionShape shape,
      Algorithm algorithm,
      Reader x,
      Span weights,
      Writer y,
      Span packed,
      Scratch scratch) {
    return switch (algorithm) {
      case WINOGRAD_4, WINOGRAD_2 -> {
        WeightMatrix matrix = WeightMatrix.forward(shape);
        yield WinogradConvolution.product(algorithm.form(), matrix, x, weights, y, packed, scratch);
      }
      case LINEAR -> LinearConvolution.forward(shape, x, weights, y, scratch);
      case STEM -> StemConvolution.forward(shape, x, weights, y, packed, scratch);
      case PRODUCT, GATHER, BF16 ->
          GatherConvolution.forward(shape, paired(algorithm), x, weights, y, packed, scratch);
    };
  }

  /**
   * The gradient of the input.
   *
   * @param gradient reads the gradient of the output
   * @param to writes the gradient of the input
   */
  public static TaskSequence inputGradient(
      ConvolutionShape shape,
      Algorithm algorithm,
      Reader gradient,
      Span weights,
      Writer to,
      Scratch scratch) {
    return switch (algorithm) {
      case WINOGRAD_4, WINOGRAD_2 -> {
        WeightMatrix matrix = WeightMatrix.transposed(shape);
        yield WinogradConvolution.product(
            algorithm.form(), matrix, gradient, weights, to, Span.NONE, scratch);
      }
      case LINEAR -> LinearConvolution.inputGradient(shape, gradient, weights, to, scratch);
      case STEM, PRODUCT, GATHER, BF16 ->
          GatherConvolution.inputGradient(shape, paired(algorithm), gradient, weights, to, scratch);
    };
  }

  /**
   * The gradient of the weights, (out, in / groups, kernel, kernel).
   *
   * @param x reads the input, as the forward direction did
   * @param gradient reads the gradient of the output
   * @param accumulate whether to add to what lies in {@code to}
   */
  public static TaskSequence weightGradient(
      ConvolutionShape shape,
      Algorithm algorithm,
      Reader x,
      Reader gradient,
      Span to,
      boolean accumulate,
      Scratch scratch) {
    return switch (algorithm) {
      case WINOGRAD_4, WINOGRAD_2 ->
          WinogradConvolution.weightGradient(shape, x, gradient, to, accumulate, scratch);
      case LINEAR -> LinearConvolution.weightGradient(shape, x, gradient, to, accumulate, scratch);
      case STEM -> StemConvolution.weightGradient(shape, x, gradient, to, accumulate, scratch);
      case PRODUCT, GATHER, BF16 ->
          GatherConvolution.weightGradient(
              shape, paired(algorithm), x, gradient, to, accumulate, scratch);
    };
  }

  /**
   * Both gradients: as {@link #weightGradient} and {@link #inputGradient} together, but where the
   * operands of both fit the cache they are read from memory once.
   */
  public static TaskSequence gradients(
      ConvolutionShape shape,
      Algorithm algorithm,
      Reader x,
      Reader gradient,
      Span weights,
      Span toWeights,
      boolean accumulate,
      Writer to,
      Scratch scratch) {
    if (algorithm == Algorithm.WINOGRAD_4 && WinogradConvolution.together(shape)) {
      return WinogradConvolution.gradients(
          shape, x, gradient, weights, toWeights, accumulate, to, scratch);
    }
    return weightGradient(shape, algorithm, x, gradient, toWeights, accumulate, scratch)
        .and(inputGradient(shape, algorithm, gradient, weights, to, scratch));
  }
}
