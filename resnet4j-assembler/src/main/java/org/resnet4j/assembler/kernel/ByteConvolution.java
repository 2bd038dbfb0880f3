package org.resnet4j.assembler.kernel;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.resnet4j.assembler.kernel.EpilogueCode.Conversion;
import org.resnet4j.assembler.kernel.TileCode.Geometry;
import org.resnet4j.assembler.kernel.TileCode.Stride;
import org.resnet4j.assembler.parameters.BlockMemory;
import org.resnet4j.assembler.parameters.ParameterBlock.Constant;
import org.resnet4j.assembler.parameters.SumBounds;
import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.ByteEpilogue;
import org.resnet4j.int8.kernel.IntegerWeights;

/** Convolutions of bytes: their plans, and their parameters in memory. */
record ByteConvolution(ByteConvolutionShape shape, IntegerWeights weights) {

  /** Bytes of a block's weights that stay in the first-level cache beside the pixels. */
  private static final int NEAR = 32 << 10;

  KernelPlan plan(CodeTarget target) {
    int vectors = vectors(target);
    boolean masked = shape.outputChannels() % (vectors * target.lanes()) != 0;
    var geometry = geometry(target, vectors);
    var block = geometry.block(target, target.bytes(), true);
    var next = NextWeights.of(geometry.steps(), geometry.plan(), block, weights.bytes().length);
    return new KernelPlan(target, geometry, target.bytes(), conversion(), masked, next);
  }

  /**
   * Vectors of a pixel's channels: with four, which become bytes in order, the epilogue is short;
   * with two, weights are read half as often.
   */
  private int vectors(CodeTarget target) {
    int lanes = target.lanes();
    if (!target.masks()) {
      return 2;
    }
    if (shape.outputChannels() <= lanes) {
      return 1;
    }
    int steps = shape.kernelHeight() * shape.kernelWidth() * quads();
    boolean near = steps * 4 * target.width().bytes() <= NEAR;
    boolean full = (shape.outputChannels() + 2 * lanes - 1) / (2 * lanes) % 2 == 0;
    return near && full ? 4 : 2;
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
    var end = shape.epilogue();
    return new Conversion.Requantise(
        SumBounds.mayLeaveInts(shape, weights),
        end instanceof ByteEpilogue.AddResidual,
        end.zeroPoint() != 0,
        end.low() != 0);
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
    boolean signed = shape.epilogue() instanceof ByteEpilogue.AddResidual;
    memory.setPacking(shape.epilogue().zeroPoint(), shape.epilogue().low(), signed);
    if (plan.masked()) {
      memory.setMasks();
    }
    if (shape.epilogue() instanceof ByteEpilogue.AddResidual add) {
      setResidual(memory, add, plan.product());
    }
    if (plan.product() == Product.PAIRS) {
      memory.setPairs();
    }
    memory.setWeights(plan.product().of(this::quads));
    return memory;
  }

  private static void setResidual(
      BlockMemory memory, ByteEpilogue.AddResidual add, Product product) {
    int branch = add.branchFactor();
    int residual = add.residualFactor();
    memory.set(Constant.SIGN, 0x8080_8080);
    memory.set(Constant.FACTORS, residual >> 8 << 16 | branch >> 8);
    int rests = (residual & 255) << 16 | branch & 255;
    memory.set(Constant.FACTOR_RESTS, product == Product.PAIRS ? rests : rests << Byte.SIZE);
    memory.set(Constant.OFFSET, add.offset() + 128 * (branch + residual)); // bytes less 128
    memory.set(Constant.SHIFT, add.shift());
  }

  /** At each place of the window, four input channels to a word. */
  private void quads(int channel, int[] words) {
    int positions = shape.kernelHeight() * shape.kernelWidth();
    int inputs = shape.inputChannels();
    int from = channel * inputs * positions;
    if (positions == 1 && inputs % 4 == 0) {
      var bytes = ByteBuffer.wrap(weights.bytes(), from, inputs).slice();
      bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
      return;
    }
    int quads = quads();
    for (int quad = 0; quad < quads; quad++) {
      int left = Math.min(4, inputs - 4 * quad);
      int first = from + 4 * quad * positions;
      for (int position = 0; position < positions; position++) {
        words[position * quads + quad] = quad(first + position, positions, left);
      }
    }
  }

  /** The bytes of some channels at one place. */
  private int quad(int at, int positions, int count) {
    byte[] bytes = weights.bytes();
    int word = bytes[at] & 255;
    if (count > 1) {
      word |= (bytes[at + positions] & 255) << 8;
    }
    if (count > 2) {
      word |= (bytes[at + 2 * positions] & 255) << 16;
    }
    return count > 3 ? word | bytes[at + 3 * positions] << 24 : word;
  }
}
