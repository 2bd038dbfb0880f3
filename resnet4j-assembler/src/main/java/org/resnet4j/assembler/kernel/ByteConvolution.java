package org.resnet4j.assembler.kernel;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.resnet4j.assembler.kernel.EpilogueCode.Conversion;
import org.resnet4j.assembler.kernel.ParameterBlock.Constant;
import org.resnet4j.assembler.kernel.SumLoops.Product;
import org.resnet4j.assembler.kernel.TileCode.Geometry;
import org.resnet4j.assembler.kernel.TileCode.Stride;
import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.ByteEpilogue;
import org.resnet4j.int8.kernel.IntegerWeights;

/** Convolutions of bytes: their plans, and their parameters in memory. */
record ByteConvolution(ByteConvolutionShape shape, IntegerWeights weights) {

  /** The plan, or nothing where a number could leave the range in which code converts it. */
  Optional<KernelPlan> plan(CodeTarget target) {
    if (!inRange(shape.epilogue())) {
      return Optional.empty();
    }
    int vectors = target.masks() && shape.outputChannels() <= target.lanes() ? 1 : 2;
    boolean masked = shape.outputChannels() % (vectors * target.lanes()) != 0;
    return Optional.of(
        new KernelPlan(target, geometry(target, vectors), Product.BYTES, conversion(), masked));
  }

  private Geometry geometry(CodeTarget target, int vectors) {
    var tiles = TilePlan.of(shape.outputHeight(), shape.outputWidth(), target.pixels(vectors));
    var input =
        new Stride(shape.stride() * shape.inputPixel(), shape.stride() * shape.inputPitch());
    var output = new Stride(shape.outputPixel(), shape.outputPitch());
    var residual = new Stride(shape.residualPixel(), shape.residualPitch());
    var steps =
        Steps.window(
            shape.kernelHeight(),
            shape.kernelWidth(),
            quads(),
            4,
            shape.inputPixel(),
            shape.inputPitch());
    return new Geometry(tiles, steps, vectors, input, output, residual);
  }

  private Conversion conversion() {
    return switch (shape.epilogue()) {
      case ByteEpilogue.Requantise(int zero, int low) ->
          new Conversion.Requantise(SumBounds.mayLeaveInts(shape, weights), zero != 0, low != 0);
      case ByteEpilogue.AddResidual add -> new Conversion.AddResidual(add.low() != 0);
    };
  }

  /** Whether what a residual is added to can be converted to an int, whatever the bytes are. */
  private static boolean inRange(ByteEpilogue epilogue) {
    return switch (epilogue) {
      case ByteEpilogue.Requantise requantise -> true;
      case ByteEpilogue.AddResidual add ->
          255f * (Math.abs(add.branchRatio()) + Math.abs(add.residualRatio()))
                  + Math.abs(add.offset())
              < 1 << 30;
    };
  }

  private int quads() {
    return (shape.inputChannels() + 3) / 4;
  }

  /** The weights and constants, as the code reads them. */
  BlockMemory parameters(KernelPlan plan, Arena arena) {
    var memory = new BlockMemory(plan.block(), shape.outputChannels(), arena);
    memory.setChannels(
        channel -> weights.bias()[channel],
        channel -> Float.floatToRawIntBits(weights.scale()[channel]));
    memory.setPacking(shape.epilogue().zeroPoint(), shape.epilogue().low());
    if (plan.masked()) {
      memory.setMasks();
    }
    if (shape.epilogue() instanceof ByteEpilogue.AddResidual add) {
      setResidual(memory, add);
    }
    memory.setWeights(this::quad);
    return memory;
  }

  private static void setResidual(BlockMemory memory, ByteEpilogue.AddResidual add) {
    memory.set(Constant.BRANCH_UPPER, (float) (255 - add.branchZero()));
    memory.set(Constant.BRANCH_LOWER, (float) -add.branchZero());
    memory.set(Constant.ROUNDING, EpilogueCode.ROUNDING);
    memory.set(Constant.ROUNDING_LESS_ZERO, EpilogueCode.ROUNDING - add.branchZero());
    memory.set(Constant.BRANCH_RATIO, add.branchRatio());
    memory.set(Constant.RESIDUAL_RATIO, add.residualRatio());
    memory.set(Constant.OFFSET, add.offset());
  }

  /** The weights of four input channels at one place of the window. */
  private int quad(int channel, int step) {
    int positions = shape.kernelHeight() * shape.kernelWidth();
    int position = step / quads();
    int first = step % quads() * 4;
    int word = 0;
    for (int i = 0; i < Math.min(4, shape.inputChannels() - first); i++) {
      int at = (channel * shape.inputChannels() + first + i) * positions + position;
      word |= (weights.bytes()[at] & 255) << 8 * i;
    }
    return word;
  }
}
