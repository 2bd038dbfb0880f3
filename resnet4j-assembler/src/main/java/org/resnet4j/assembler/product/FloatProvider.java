package org.resnet4j.assembler.product;

import java.util.Optional;
import org.resnet4j.assembler.loops.MachineLoops;
import org.resnet4j.assembler.loops.PlacedLoops;
import org.resnet4j.assembler.processor.Permission;
import org.resnet4j.assembler.processor.ProcessorFeatures;
import org.resnet4j.assembler.winograd.MachineTransforms;
import org.resnet4j.assembler.winograd.PlacedTransforms;
import org.resnet4j.vector.kernel.machine.FloatKernelProvider;
import org.resnet4j.vector.kernel.machine.FloatKernels;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.machine.RowBlockKernel;

/**
 * Offers kernels in fp32 for vectors of one size, where the system and the processor allow them.
 */
abstract class FloatProvider implements FloatKernelProvider {
  private final boolean wide;

  /** Code that is placed when it is wanted, and then shared. */
  private record Placed(RowBlockKernel rows, PlacedTransforms transforms, PlacedLoops loops) {
    Placed(boolean wide) {
      this(new MachineRowBlocks(wide), new PlacedTransforms(wide), new PlacedLoops(wide));
    }
  }

  private static final class Narrow {
    static final Placed CODE = new Placed(false);
  }

  private static final class Wide {
    static final Placed CODE = new Placed(true);
  }

  FloatProvider(boolean wide) {
    this.wide = wide;
  }

  @Override
  public String description() {
    return "machine code, " + (wide ? "AVX-512" : "AVX2");
  }

  @Override
  public Optional<String> obstacle() {
    var here = Permission.here();
    return here.obstacle()
        .or(
            () ->
                here.processor().filter(this::hasThem).isPresent()
                    ? Optional.empty()
                    : Optional.of(
                        wide
                            ? "the processor has no vectors of 64 bytes (AVX-512)"
                            : "the processor has no vectors of 32 bytes (AVX2)"));
  }

  private boolean hasThem(ProcessorFeatures processor) {
    return wide ? processor.avx512() : processor.avx2();
  }

  @Override
  public int lanes() {
    return wide ? 16 : 8;
  }

  @Override
  public FloatKernels kernels(LoopKernel own) {
    obstacle()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    var code = wide ? Wide.CODE : Narrow.CODE;
    return new FloatKernels(
        code.rows(), new MachineTransforms(code.transforms()), new MachineLoops(code.loops(), own));
  }
}
