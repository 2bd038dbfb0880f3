package org.resnet4j.assembler.kernel;

import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.assembler.memory.ExecutableMemory;
import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.ConvolutionKernel;
import org.resnet4j.int8.kernel.FloatStemKernel;
import org.resnet4j.int8.kernel.FloatWeights;
import org.resnet4j.int8.kernel.IntegerWeights;
import org.resnet4j.int8.kernel.KernelSet;
import org.resnet4j.int8.kernel.LinearKernel;
import org.resnet4j.int8.kernel.LinearShape;
import org.resnet4j.int8.kernel.MaxPoolKernel;
import org.resnet4j.int8.kernel.MaxPoolShape;
import org.resnet4j.int8.kernel.StemShape;

/** Kernels in machine code for one processor; layers of one plan share their code. */
final class MachineKernels implements KernelSet {
  private final Arena arena = Arena.ofShared();
  private final CodeTarget target;
  private final Map<KernelPlan, Optional<TileGrid>> made = new HashMap<>();

  MachineKernels(CodeTarget target) {
    this.target = target;
  }

  @Override
  public Optional<ConvolutionKernel> convolution(
      ByteConvolutionShape shape, IntegerWeights weights) {
    var convolution = new ByteConvolution(shape, weights);
    var plan = convolution.plan(target);
    return grid(plan)
        .map(grid -> new MachineConvolution(shape, grid, convolution.parameters(plan, arena)));
  }

  @Override
  public Optional<FloatStemKernel> stem(StemShape shape, FloatWeights weights) {
    var convolution = new FloatConvolution(shape, weights);
    var plan = convolution.plan(target);
    return grid(plan)
        .map(grid -> new MachineStem(shape, grid, convolution.parameters(plan, arena)));
  }

  @Override
  public Optional<LinearKernel> linear(LinearShape shape, IntegerWeights weights) {
    var layer = new LinearLayer(shape, weights);
    var plan = layer.plan(target);
    return grid(plan).map(grid -> new MachineLinear(shape, grid, layer.parameters(plan, arena)));
  }

  @Override
  public Optional<MaxPoolKernel> maxPool(MaxPoolShape shape) {
    return MaxPoolCode.of(shape, target)
        .flatMap(this::place)
        .map(code -> new MachineMaxPool(shape, target.name(), code));
  }

  private Optional<TileGrid> grid(KernelPlan plan) {
    return made.computeIfAbsent(plan, wanted -> wanted.grid(this::place));
  }

  private Optional<KernelCode> place(byte[] code) {
    return ExecutableMemory.place(code, arena).map(KernelCode::new);
  }

  @Override
  public void close() {
    arena.close();
  }
}
