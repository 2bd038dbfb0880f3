package org.resnet4j.assembler.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.resnet4j.assembler.memory.GuardedMemory.Touches;
import org.resnet4j.assembler.product.RegisterBlock.Factor;
import org.resnet4j.vector.kernel.machine.PairKernel;
import org.resnet4j.vector.kernel.machine.PairKernelProvider;

/** Products in machine code are those of plain loops, and touch nothing else. */
final class MachinePairKernelTest {
  @BeforeEach
  void onAProcessorThatHasThem() {
    var obstacle = new MachinePairProvider().obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.get());
  }

  @Test
  void randomProductsAreRightBetweenPagesThatCannotBeRead() {
    fuzz(1, 2_000);
  }

  @Test
  @Tag("slow")
  void aHundredThousandRandomProductsAreRight() {
    fuzz(2, 100_000);
  }

  private static void fuzz(long seed, int cases) {
    var random = new Random(seed);
    var rows = new MachinePairKernel(Factor.PAIR, 1, RegisterBlock.MOST_ROWS);
    var lanes = new MachinePairKernel(Factor.PAIR, 16, 8);
    var floats = new MachinePairKernel(Factor.FLOAT, 1, RegisterBlock.MOST_ROWS);
    for (int i = 0; i < cases; i++) {
      var side = random.nextBoolean() ? Touches.THE_PAGE_BEFORE : Touches.THE_PAGE_AFTER;
      switch (i % 3) {
        case 0 -> ProductCase.random(Factor.PAIR, 1, random).check(rows, side);
        case 1 -> ProductCase.random(Factor.PAIR, 16, random).check(lanes, side);
        default -> ProductCase.random(Factor.FLOAT, 1, random).check(floats, side);
      }
    }
  }

  @Test
  void arraysInTheHeapAreComputedAsMemoryIs() {
    var random = new Random(3);
    for (int step : new int[] {1, 16}) {
      for (int i = 0; i < 50; i++) {
        var operands = ProductCase.random(Factor.PAIR, step, random);
        var sums = operands.c().clone();
        run(operands, operands.a(), sums);
        operands.check(sums);
      }
    }
  }

  @Test
  void anOperandThatIsTooShortIsRefusedAndNothingIsComputed() {
    var random = new Random(4);
    for (int i = 0; i < 50; i++) {
      var operands = ProductCase.random(Factor.PAIR, 1, random);
      var sums = operands.c().clone();
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> run(operands, new float[operands.a().length - 1], sums));
      assertThat(sums).isEqualTo(operands.c());
    }
  }

  private static void run(ProductCase p, float[] a, float[] sums) {
    new MachinePairProvider()
        .kernel(p.step())
        .multiply(
            a,
            0,
            p.aRow(),
            p.rows(),
            p.b(),
            0,
            p.second(),
            p.steps(),
            sums,
            0,
            p.cRow(),
            p.cSecond(),
            p.add());
  }

  @Test
  void noRowsAndOtherStepsAreRefused() {
    var provider = new MachinePairProvider();
    var some = new float[64];
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                provider
                    .kernel(1)
                    .multiply(some, 0, 1, 0, some, 0, PairKernel.ALONE, 1, some, 0, 16, 16, false))
        .withMessageContaining("at least one row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> provider.kernel(2))
        .withMessageContaining("1 or 16 floats apart");
  }

  @Test
  void theyAreFoundAsAServiceAndMeasured() {
    var provider =
        ServiceLoader.load(PairKernelProvider.class).stream()
            .filter(found -> found.type() == MachinePairProvider.class)
            .findFirst()
            .orElseThrow()
            .get();
    assertThat(provider.description()).isEqualTo("machine code, AVX-512 BF16");
    // processors compute half as many to twice as many
    assertThat(provider.speed()).isBetween(0.3, 3.0);
  }
}
