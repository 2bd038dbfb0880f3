package org.resnet4j.assembler.kernel;

import java.lang.foreign.Arena;
import org.resnet4j.assembler.kernel.EpilogueCode.Conversion;
import org.resnet4j.assembler.kernel.TileCode.Geometry;
import org.resnet4j.assembler.kernel.TileCode.Stride;
import org.resnet4j.assembler.parameters.BlockMemory;
import org.resnet4j.int8.kernel.FloatWeights;
import org.resnet4j.int8.kernel.StemShape;

/** First convolutions, floats in and bytes out: their plans, and their parameters in memory. */
record FloatConvolution(StemShape shape, FloatWeights weights) {

  KernelPlan plan(CodeTarget target) {
    int vectors = target.masks() && shape.outputChannels() <= target.lanes() ? 1 : 2;
    boolean masked = shape.outputChannels() % (vectors * target.lanes()) != 0;
    var conversion = new Conversion.Quantise(shape.zeroPoint() != 0, shape.low() != 0);
    return new KernelPlan(
        target, geometry(target, vectors), Product.FLOATS, conversion, masked, NextWeights.NONE);
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
    memory.setChannels(channel -> divided(weights.bias()[channel]), channel -> 0);
    memory.setPacking(shape.zeroPoint(), shape.low(), false);
    if (plan.masked()) {
      memory.setMasks();
    }
    memory.setWeights(this::divided);
    return memory;
  }

  private void divided(int channel, int[] bits) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] = divided(weights.numbers()[channel * bits.length + i]);
    }
  }

  /** Divided by the output's scale beforehand, sums count bytes. */
  private int divided(float number) {
    return Float.floatToRawIntBits(number / shape.scale());
  }
}
