package org.resnet4j.vector.kernel;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.linear.Linear;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Packed;
import org.resnet4j.vector.kernel.memory.Pass;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.product.GatherGradient;
import org.resnet4j.vector.kernel.product.GatherProduct;
import org.resnet4j.vector.kernel.product.GradientReduction;
import org.resnet4j.vector.kernel.product.Grid;
import org.resnet4j.vector.kernel.product.ScatterProduct;
import org.resnet4j.vector.kernel.product.WeightPacking;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.shape.Groups;
import org.resnet4j.vector.kernel.stem.StemGradient;
import org.resnet4j.vector.kernel.stem.StemProduct;
import org.resnet4j.vector.kernel.winograd.Winograd;
import org.resnet4j.vector.kernel.winograd.WinogradBackward;
import org.resnet4j.vector.kernel.winograd.WinogradGradient;
import org.resnet4j.vector.kernel.winograd.WinogradProduct;
import org.resnet4j.vector.kernel.winograd.WinogradReduction;
import org.resnet4j.vector.kernel.winograd.WinogradStage;
import org.resnet4j.vector.kernel.winograd.WinogradTiles;
import org.resnet4j.vector.kernel.winograd.WinogradWeights;

/** Makes the three passes of a convolution: forward, gradient of the input, of the weights. */
public final class Convolutions {
  /** Kernels of a convolution that is done tile by tile. */
  private static final long CACHED = 64 * 128;

  /** Input channels that leave half of the lanes or more idle. */
  private static final int FEW = Math.max(4, Lanes.LANES / 2);

  private Convolutions() {}

  /** The algorithm for a shape: a function of the shape and the vector width alone. */
  public static Algorithm choose(ConvolutionShape shape) {
    boolean whole = shape.groups() == 1;
    boolean three = shape.kernel() == 3 && shape.stride() == 1 && shape.padding() == 1;
    if (whole && shape.kernel() > 1 && shape.in() <= (three ? 4 : FEW)) {
      return Algorithm.STEM;
    }
    if (Linear.fits(shape)) {
      return Algorithm.LINEAR;
    }
    if (three && whole) {
      return threeByThree(shape);
    }
    return shape.kernel() == 1 ? Algorithm.PRODUCT : Algorithm.GATHER;
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

  /** Floats that the packed weights of the forward pass take, whatever the batch. */
  public static int packedFloats(ConvolutionShape shape, Algorithm algorithm) {
    Groups groups = Groups.of(shape, false);
    return switch (algorithm) {
      case WINOGRAD_4, WINOGRAD_2 -> WinogradWeights.size(algorithm.form(), groups);
      case LINEAR -> 0;
      case STEM -> StemProduct.size(groups);
      case PRODUCT, GATHER -> WeightPacking.size(groups, List.of(Grid.forward(shape)));
    };
  }

  /**
   * y = x ∗ w.
   *
   * @param x reads the input, {@link ConvolutionShape#input()}
   * @param weights (out, in / groups, kernel, kernel)
   * @param y writes the output, {@link ConvolutionShape#output()}
   * @param packed memory for the packed weights, {@link #packedFloats} long, that keeps them
   *     between runs and may be shared by passes of other batch sizes; or {@link Span#NONE}: they
   *     lie in the scratch and are prepared before each run
   */
  public static Pass forward(
      ConvolutionShape shape,
      Algorithm algorithm,
      Reader x,
      Span weights,
      Writer y,
      Span packed,
      Scratch scratch) {
    if (algorithm.winograd()) {
      return winograd(algorithm.form(), shape, false, x, weights, y, packed, scratch);
    }
    if (algorithm == Algorithm.LINEAR) {
      Task linear = new Linear(shape, scratch).forward(x, weights, y);
      return new Pass(List.of(), List.of(linear));
    }
    if (algorithm == Algorithm.STEM) {
      Groups groups = Groups.of(shape, false);
      Packed memory = Packed.of(packed, StemProduct.size(groups), scratch);
      Task stem = new StemProduct(x, groups, memory, y, scratch);
      return new Pass(List.of(StemProduct.packing(weights, groups, memory)), List.of(stem));
    }
    List<Grid> grids = List.of(Grid.forward(shape));
    return product(shape, false, grids, x, weights, y, packed, scratch);
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
    if (algorithm.winograd()) {
      return winograd(algorithm.form(), shape, true, gradient, weights, to, Span.NONE, scratch);
    }
    if (algorithm == Algorithm.LINEAR) {
      Task linear = new Linear(shape, scratch).inputGradient(gradient, weights, to);
      return new Pass(List.of(), List.of(linear));
    }
    if (ScatterProduct.fits(shape)) {
      return ScatterProduct.pass(shape, gradient, weights, to, scratch);
    }
    List<Grid> grids = Grid.inputGradient(shape);
    return product(shape, true, grids, gradient, weights, to, Span.NONE, scratch);
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
    if (algorithm.ofWeightGradient() == Algorithm.WINOGRAD_4) {
      return winogradGradient(shape, x, gradient, to, accumulate, scratch);
    }
    if (algorithm == Algorithm.LINEAR) {
      Task linear = new Linear(shape, scratch).weightGradient(x, gradient, to, accumulate);
      return new Pass(List.of(), List.of(linear));
    }
    if (algorithm == Algorithm.STEM) {
      var stem = new StemGradient(x, gradient, shape, scratch);
      return new Pass(List.of(), List.of(stem, stem.reduction(to, accumulate)));
    }
    var parts = new GatherGradient(x, gradient, shape, scratch);
    var sum = new GradientReduction(parts, shape, to, accumulate, scratch);
    return new Pass(List.of(), List.of(parts, sum));
  }

  /**
   * Both gradients: as {@link #weightGradient} and {@link #inputGradient} together, but where the
   * operands of both fit the cache they are read from memory once.
   */
  public static Pass gradients(
      ConvolutionShape shape,
      Algorithm algorithm,
      Reader x,
      Reader gradient,
      Span weights,
      Span toWeights,
      boolean accumulate,
      Writer to,
      Scratch scratch) {
    if (algorithm != Algorithm.WINOGRAD_4 || !WinogradGradient.small(Groups.of(shape, false))) {
      Pass first = weightGradient(shape, algorithm, x, gradient, toWeights, accumulate, scratch);
      Pass second = inputGradient(shape, algorithm, gradient, weights, to, scratch);
      return first.and(second);
    }
    Groups groups = Groups.of(shape, true);
    Packed memory = Packed.of(Span.NONE, WinogradWeights.size(Winograd.F4, groups), scratch);
    var sums = new WinogradGradient(x, gradient, shape, scratch);
    var product = new WinogradProduct(gradient, groups, memory, to, scratch);
    return new Pass(
        List.of(new WinogradWeights(Winograd.F4, weights, groups, memory, scratch)),
        List.of(new WinogradBackward(sums, product), sums.reduction(toWeights, accumulate)));
  }

  private static Pass product(
      ConvolutionShape shape,
      boolean backward,
      List<Grid> grids,
      Reader x,
      Span weights,
      Writer y,
      Span packed,
      Scratch scratch) {
    Groups groups = Groups.of(shape, backward);
    Packed memory = Packed.of(packed, WeightPacking.size(groups, grids), scratch);
    Layout from = backward ? shape.output() : shape.input();
    Layout to = backward ? shape.input() : shape.output();
    List<Task> compute = new ArrayList<>();
    compute.addAll(new GatherProduct(x, from, groups, grids, memory, y, to, scratch).tasks());
    return new Pass(List.of(new WeightPacking(weights, groups, grids, memory)), compute);
  }

  private static Pass winograd(
      Winograd form,
      ConvolutionShape shape,
      boolean backward,
      Reader x,
      Span weights,
      Writer y,
      Span packed,
      Scratch scratch) {
    Groups groups = Groups.of(shape, backward);
    Packed memory = Packed.of(packed, WinogradWeights.size(form, groups), scratch);
    List<Task> compute = new ArrayList<>();
    if (form == Winograd.F4 && inCache(shape)) {
      compute.add(new WinogradProduct(x, groups, memory, y, scratch));
    } else {
      WinogradTiles tiles = WinogradTiles.of(form, backward ? shape.output() : shape.input());
      WinogradTiles target = WinogradTiles.of(form, backward ? shape.input() : shape.output());
      var stages = WinogradStage.of(tiles, groups.in() + groups.out());
      y.slots(stages.get(0).slots());
      for (WinogradStage stage : stages) {
        compute.add(stage.input(x, groups.in(), Scratch.Shared.LEFT, scratch));
        compute.add(stage.product(groups, memory, scratch));
        compute.add(stage.on(target).output(Scratch.Shared.RIGHT, y, groups.out(), scratch));
      }
    }
    return new Pass(List.of(new WinogradWeights(form, weights, groups, memory, scratch)), compute);
  }

  private static Pass winogradGradient(
      ConvolutionShape shape,
      Reader x,
      Reader gradient,
      Span to,
      boolean accumulate,
      Scratch scratch) {
    if (inCache(shape)) {
      var sums = new WinogradGradient(x, gradient, shape, scratch);
      return new Pass(List.of(), List.of(sums, sums.reduction(to, accumulate)));
    }
    Groups groups = Groups.of(shape, false);
    List<Task> compute = new ArrayList<>();
    int size = WinogradWeights.size(Winograd.F4, groups);
    WinogradTiles tiles = WinogradTiles.of(Winograd.F4, shape.input());
    WinogradTiles target = WinogradTiles.of(Winograd.F4, shape.output());
    scratch.require(Scratch.Shared.GRADIENTS, size);
    for (WinogradStage stage : WinogradStage.of(tiles, groups.in() + groups.out())) {
      compute.add(stage.input(x, groups.in(), Scratch.Shared.LEFT, scratch));
      compute.add(stage.on(target).gradient(gradient, groups.out(), Scratch.Shared.RIGHT, scratch));
      compute.add(stage.outer(groups, scratch));
    }
    compute.add(new WinogradReduction(1, size, groups, to, accumulate, scratch));
    return new Pass(List.of(), compute);
  }

  /** Whether the 36 transformed weights of all kernels fit a second-level cache. */
  private static boolean inCache(ConvolutionShape shape) {
    return (long) Lanes.padded(shape.in()) * Lanes.padded(shape.out()) <= CACHED;
  }
}
