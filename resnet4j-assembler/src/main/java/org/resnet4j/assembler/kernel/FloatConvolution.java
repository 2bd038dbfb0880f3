package org.resnet4j.assembler.kernel;

import java.lang.foreign.Arena;
import org.resnet4j.assembler.kernel.EpilogueCode.Conversion;
import org.resnet4j.assembler.kernel.SumLoops.Product;
import org.resnet4j.assembler.kernel.TileCode.Geometry;
import org.resnet4j.assembler.kernel.TileCode.Stride;
import org.resnet4j.int8.kernel.FloatWeights;
import org.resnet4j.int8.kernel.StemShape;

/** First convolutions, floats in and bytes out: their plans, and their parameters in memory. */
record FloatConvolution(StemShape shape, FloatWeights weights) {

  KernelPlan plan(CodeTarget target) {
    int vectors = target.masks() && shape.outputChannels() <= target.lanes() ? 1 : 2;
    boolean masked = shape.outputChannels() % (vectors * target.lanes()) != 0;
    var conversion = new Conversion.Quantise(shape.zeroPoint() != 0, shape.low() != 0);
    return new KernelPlan(target, geometry(target, vectors), Product.FLOATS, conversion, masked);
  }

  private Geometry geometry(CodeTarget target, int vectors) {
    var tiles = TilePlan.of(shape.outputHeight(), shape.outputWidth(), target.pixels(vectors));
    var input = new Stride(shape.stride() * Float.BYTES, shape.stride() * rowBytes());
    var output = new Stride(shape.outputPixel(), shape.outputPitch());
    var steps =
        Steps.planes(
            shape.inputChannels(),
            shape.kernelHeight(),
            shape.kernelWidth(),
            shape.inputPlane() * Float.BYTES,
            rowBytes());
    return new Geometry(tiles, steps, vectors, input, output, Stride.NONE);
  }

  private int rowBytes() {
    return shape.inputPitch() * Float.BYTES;
  }

  /** The weights and constants, as the code reads them. */
  BlockMemory parameters(KernelPlan plan, Arena arena) {
    var memory = new BlockMemory(plan.block(), shape.outputChannels(), arena);
    memory.setChannels(
        channel -> Float.floatToRawIntBits(weights.bias()[channel]),
        channel -> Float.floatToRawIntBits(shape.scale()));
    memory.setPacking(shape.zeroPoint(), shape.low());
    if (plan.masked()) {
      memory.setMasks();
    }
    int each = plan.block().steps();
    memory.setWeights(
        (channel, step) -> Float.floatToRawIntBits(weights.numbers()[channel * each + step]));
    return memory;
  }
}
