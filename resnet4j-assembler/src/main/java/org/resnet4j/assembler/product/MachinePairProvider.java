package org.resnet4j.assembler.product;

import java.util.Optional;
import org.resnet4j.assembler.processor.Permission;
import org.resnet4j.assembler.product.RegisterBlock.Factor;
import org.resnet4j.vector.kernel.machine.PairKernel;
import org.resnet4j.vector.kernel.machine.PairKernelProvider;

/** Offers products of bfloat16 where the system and the processor allow them. */
public final class MachinePairProvider implements PairKernelProvider {
  /** Rows of a register block whose rows are 16 lanes: half of them. */
  private static final int HALF = 8;

  private static final int LANES = 16;

  /** Made when the first kernel is wanted. */
  private static final class Made {
    static final PairKernel ROWS = new MachinePairKernel(Factor.PAIR, 1, RegisterBlock.MOST_ROWS);
    static final PairKernel COLUMNS = new MachinePairKernel(Factor.PAIR, LANES, HALF);
  }

  /** Measured when first asked for. */
  private static final class Measured {
    static final double SPEED = MultiplyRates.pairsPerFloat();
  }

  /** Made by the service loader. */
  public MachinePairProvider() {}

  @Override
  public String description() {
    return "machine code, AVX-512 BF16";
  }

  @Override
  public int lanes() {
    return 16;
  }

  @Override
  public Optional<String> obstacle() {
    var here = Permission.here();
    boolean there = here.processor().isPresent() && here.processor().get().avx512Bf16();
    return here.obstacle()
        .or(
            () ->
                there
                    ? Optional.empty()
                    : Optional.of("the processor has no products of bf16 (AVX-512 BF16)"));
  }

  @Override
  public double speed() {
    demand();
    return Measured.SPEED;
  }

  @Override
  public PairKernel kernel(int step) {
    demand();
    return switch (step) {
      case 1 -> Made.ROWS;
      case LANES -> Made.COLUMNS;
      default ->
          throw new IllegalArgumentException(
              "pairs lie 1 or %d floats apart, not %d".formatted(LANES, step));
    };
  }

  private void demand() {
    obstacle()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
  }
}
