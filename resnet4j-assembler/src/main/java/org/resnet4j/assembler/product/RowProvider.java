package org.resnet4j.assembler.product;

import java.util.Optional;
import org.resnet4j.assembler.processor.Permission;
import org.resnet4j.assembler.processor.ProcessorFeatures;
import org.resnet4j.assembler.winograd.MachineTransforms;
import org.resnet4j.vector.kernel.machine.RowBlockKernel;
import org.resnet4j.vector.kernel.machine.RowBlockProvider;
import org.resnet4j.vector.kernel.machine.TransformKernel;

/**
 * Offers register blocks in fp32 for vectors of one size, where the system and the processor allow
 * them.
 */
abstract class RowProvider implements RowBlockProvider {
  private final boolean wide;

  /** Made when they are wanted. */
  private static final class Narrow {
    static final RowBlockKernel BLOCKS = new MachineRowBlocks(false);
    static final TransformKernel TRANSFORMS = new MachineTransforms(false);
  }

  /** Made when they are wanted. */
  private static final class Wide {
    static final RowBlockKernel BLOCKS = new MachineRowBlocks(true);
    static final TransformKernel TRANSFORMS = new MachineTransforms(true);
  }

  RowProvider(boolean wide) {
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
  public RowBlockKernel kernel() {
    demand();
    return wide ? Wide.BLOCKS : Narrow.BLOCKS;
  }

  @Override
  public TransformKernel transforms() {
    demand();
    return wide ? Wide.TRANSFORMS : Narrow.TRANSFORMS;
  }

  private void demand() {
    obstacle()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
  }
}
