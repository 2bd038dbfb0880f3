package org.resnet4j.assembler.kernel;

import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.function.Function;
import org.resnet4j.assembler.kernel.EpilogueCode.Conversion;
import org.resnet4j.assembler.kernel.ParameterBlock.Constant;
import org.resnet4j.assembler.kernel.SumLoops.Product;
import org.resnet4j.assembler.kernel.TileCode.Geometry;
import org.resnet4j.assembler.kernel.TileCode.Stride;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.int8.kernel.ConvolutionShape;
import org.resnet4j.int8.kernel.Epilogue;
import org.resnet4j.int8.kernel.IntegerWeights;

/**
 * A convolution of bytes as code: all that the code is a function of.
 *
 * @param vectors of output channels in a block
 */
record ConvolutionPlan(
    ConvolutionShape shape, CodeTarget target, int vectors, Conversion conversion) {

  /** The plan, or nothing where this processor's kernels cannot do it. */
  static Optional<ConvolutionPlan> of(
      ConvolutionShape shape, IntegerWeights weights, CodeTarget target) {
    int vectors = target.masks() && shape.outputChannels() <= target.lanes() ? 1 : 2;
    var plan = new ConvolutionPlan(shape, target, vectors, conversion(shape, weights));
    boolean fits = target.masks() || !plan.masked();
    return fits && inRange(shape.epilogue()) ? Optional.of(plan) : Optional.empty();
  }

  private static Conversion conversion(ConvolutionShape shape, IntegerWeights weights) {
    return switch (shape.epilogue()) {
      case Epilogue.Requantise(int zero, int low) ->
          new Conversion.Requantise(SumBounds.mayLeaveInts(shape, weights), zero != 0, low != 0);
      case Epilogue.AddResidual add -> new Conversion.AddResidual(add.low() != 0);
    };
  }

  /** Whether what a residual is added to can be converted to an int, whatever the bytes are. */
  private static boolean inRange(Epilogue epilogue) {
    return switch (epilogue) {
      case Epilogue.Requantise requantise -> true;
      case Epilogue.AddResidual add ->
          255f * (Math.abs(add.branchRatio()) + Math.abs(add.residualRatio()))
                  + Math.abs(add.offset())
              < 1 << 30;
    };
  }

  private boolean masked() {
    return shape.outputChannels() % (vectors * target.lanes()) != 0;
  }

  private int quads() {
    return (shape.inputChannels() + 3) / 4;
  }

  private Steps steps() {
    return Steps.window(
        shape.kernelHeight(),
        shape.kernelWidth(),
        quads(),
        4,
        shape.inputPixel(),
        shape.inputPitch());
  }

  private TilePlan tiles() {
    return TilePlan.of(shape.outputHeight(), shape.outputWidth(), target.pixels(vectors));
  }

  private ParameterBlock block() {
    return new ParameterBlock(target.width().bytes(), vectors, steps().count());
  }

  /** The code; nothing if it cannot be placed. */
  Optional<TileGrid> grid(Function<byte[], Optional<KernelCode>> place) {
    var plan = tiles();
    var whole = place.apply(code(plan.rows()));
    var last = plan.lastRows() == plan.rows() ? whole : place.apply(code(plan.lastRows()));
    if (whole.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    long products = (long) steps().count() * vectors * plan.rows() * shape.outputWidth();
    int most = (int) Math.max(1, TileGrid.PRODUCTS / products);
    return Optional.of(new TileGrid(target.name(), plan, whole.get(), last.get(), most));
  }

  private byte[] code(int rows) {
    var code = new Assembler(target.extension());
    var input =
        new Stride(shape.stride() * shape.inputPixel(), shape.stride() * shape.inputPitch());
    var output = new Stride(shape.outputPixel(), shape.outputPitch());
    var residual = new Stride(shape.residualPixel(), shape.residualPitch());
    var geometry = new Geometry(tiles(), steps(), vectors, input, output, residual);
    var epilogue = new EpilogueCode(code, target, block(), conversion, masked());
    return new TileCode(code, target, geometry, Product.BYTES, block(), epilogue).write(rows);
  }

  /** The weights and constants, as the code reads them. */
  BlockMemory parameters(IntegerWeights weights, Arena arena) {
    var memory = new BlockMemory(block(), shape.outputChannels(), arena);
    memory.setChannels(
        channel -> weights.bias()[channel],
        channel -> Float.floatToRawIntBits(weights.scale()[channel]));
    memory.setPacking(shape.epilogue().low());
    memory.setMasks();
    memory.set(Constant.UPPER, (float) (255 - shape.epilogue().zeroPoint()));
    memory.set(Constant.ZERO, shape.epilogue().zeroPoint());
    if (shape.epilogue() instanceof Epilogue.AddResidual add) {
      setResidual(memory, add);
    }
    memory.setWeights((channel, step) -> quad(weights.bytes(), channel, step));
    return memory;
  }

  private static void setResidual(BlockMemory memory, Epilogue.AddResidual add) {
    memory.set(Constant.BRANCH_UPPER, (float) (255 - add.branchZero()));
    memory.set(Constant.BRANCH_LOWER, (float) -add.branchZero());
    memory.set(Constant.ROUNDING, EpilogueCode.ROUNDING);
    memory.set(Constant.ROUNDING_LESS_ZERO, EpilogueCode.ROUNDING - add.branchZero());
    memory.set(Constant.BRANCH_RATIO, add.branchRatio());
    memory.set(Constant.RESIDUAL_RATIO, add.residualRatio());
    memory.set(Constant.OFFSET, add.offset());
  }

  /** The weights of four input channels at one place of the window. */
  private int quad(byte[] bytes, int channel, int step) {
    int positions = shape.kernelHeight() * shape.kernelWidth();
    int position = step / quads();
    int first = step % quads() * 4;
    int word = 0;
    for (int i = 0; i < Math.min(4, shape.inputChannels() - first); i++) {
      int at = (channel * shape.inputChannels() + first + i) * positions + position;
      word |= (bytes[at] & 255) << 8 * i;
    }
    return word;
  }
}
