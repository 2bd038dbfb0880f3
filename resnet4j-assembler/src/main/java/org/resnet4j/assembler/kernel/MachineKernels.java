package org.resnet4j.assembler.kernel;

import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.assembler.memory.ExecutableMemory;
import org.resnet4j.int8.kernel.ConvolutionKernel;
import org.resnet4j.int8.kernel.ConvolutionShape;
import org.resnet4j.int8.kernel.IntegerWeights;
import org.resnet4j.int8.kernel.KernelSet;

/** Kernels in machine code for one processor; layers of one shape share their code. */
final class MachineKernels implements KernelSet {
  private final Arena arena = Arena.ofShared();
  private final CodeTarget target;
  private final Map<Object, TileGrid> made = new HashMap<>();

  MachineKernels(CodeTarget target) {
    this.target = target;
  }

  @Override
  public Optional<ConvolutionKernel> convolution(ConvolutionShape shape, IntegerWeights weights) {
    return ConvolutionPlan.of(shape, weights, target).flatMap(plan -> convolution(plan, weights));
  }

  private Optional<ConvolutionKernel> convolution(ConvolutionPlan plan, IntegerWeights weights) {
    var grid = made.containsKey(plan) ? Optional.of(made.get(plan)) : plan.grid(this::place);
    grid.ifPresent(code -> made.put(plan, code));
    return grid.map(
        code -> new MachineConvolution(plan.shape(), code, plan.parameters(weights, arena)));
  }

  private Optional<KernelCode> place(byte[] code) {
    return ExecutableMemory.place(code, arena).map(KernelCode::new);
  }

  @Override
  public void close() {
    arena.close();
  }
}
