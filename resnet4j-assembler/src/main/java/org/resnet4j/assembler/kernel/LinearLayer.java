package org.resnet4j.assembler.kernel;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import org.resnet4j.assembler.kernel.EpilogueCode.Conversion;
import org.resnet4j.assembler.kernel.TileCode.Geometry;
import org.resnet4j.assembler.kernel.TileCode.Stride;
import org.resnet4j.assembler.parameters.BlockMemory;
import org.resnet4j.int8.kernel.IntegerWeights;
import org.resnet4j.int8.kernel.LinearShape;

/** Linear layers, bytes in and floats out: a single pixel with many channels. */
record LinearLayer(LinearShape shape, IntegerWeights weights) {
  /** Vectors of outputs whose sums are in registers; what counts is reading the weights. */
  private static final int VECTORS = 4;

  KernelPlan plan(CodeTarget target) {
    int vectors = vectors(target);
    boolean masked = shape.outputs() % (vectors * target.lanes()) != 0;
    var steps = Steps.window(1, 1, (shape.inputs() + 3) / 4, 4, 0, 0);
    var tile = new TilePlan(1, 1, List.of(1));
    var geometry = new Geometry(tile, steps, vectors, Stride.NONE, Stride.NONE, Stride.NONE);
    return new KernelPlan(
        target, geometry, target.bytes(), new Conversion.Scale(), masked, NextWeights.NONE);
  }

  /** Without masks as many as divide the outputs, such as the 1000 of ImageNet. */
  private int vectors(CodeTarget target) {
    int vectors = VECTORS;
    while (!target.masks() && vectors > 1 && shape.outputs() % (vectors * target.lanes()) != 0) {
      vectors /= 2;
    }
    return vectors;
  }

  /** The weights and constants, as the code reads them. */
  BlockMemory parameters(KernelPlan plan, Arena arena) {
    var memory = new BlockMemory(plan.block(), shape.outputs(), arena);
    memory.setChannels(
        channel -> weights.bias()[channel],
        channel -> Float.floatToRawIntBits(weights.scale()[channel]));
    if (plan.masked()) {
      memory.setMasks();
    }
    if (plan.product() == Product.PAIRS) {
      memory.setPairs();
    }
    memory.setWeights(plan.product().of(this::quads));
    return memory;
  }

  private void quads(int channel, int[] words) {
    Arrays.fill(words, 0);
    for (int i = 0; i < shape.inputs(); i++) {
      words[i / 4] |= (weights.bytes()[channel * shape.inputs() + i] & 255) << i % 4 * Byte.SIZE;
    }
  }
}
