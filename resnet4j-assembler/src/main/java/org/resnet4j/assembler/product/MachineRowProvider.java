package org.resnet4j.assembler.product;

import java.util.Optional;
import org.resnet4j.assembler.processor.Permission;
import org.resnet4j.vector.kernel.machine.RowBlockKernel;
import org.resnet4j.vector.kernel.machine.RowBlockProvider;

/**
 * Offers register blocks in fp32 where the system and the processor allow them: for vectors of 32
 * bytes, where they were measured to be faster than Java's.
 */
public final class MachineRowProvider implements RowBlockProvider {
  /** Made when the kernel is wanted. */
  private static final class Made {
    static final RowBlockKernel KERNEL = new MachineRowBlocks(false);
  }

  /** Made by the service loader. */
  public MachineRowProvider() {}

  @Override
  public String description() {
    return "machine code, AVX2";
  }

  @Override
  public Optional<String> obstacle() {
    var here = Permission.here();
    boolean there = here.processor().isPresent() && here.processor().get().avx2();
    return here.obstacle()
        .or(
            () ->
                there
                    ? Optional.empty()
                    : Optional.of("the processor has no vectors of 32 bytes (AVX2)"));
  }

  @Override
  public int lanes() {
    return 8;
  }

  @Override
  public RowBlockKernel kernel() {
    obstacle()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    return Made.KERNEL;
  }
}
