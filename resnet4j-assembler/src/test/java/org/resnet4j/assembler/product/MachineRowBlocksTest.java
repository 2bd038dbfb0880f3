package org.resnet4j.assembler.product;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.resnet4j.assembler.memory.GuardedMemory.Touches;

/**
 * Register blocks in machine code are those of plain loops, bit for bit, and touch nothing else.
 */
final class MachineRowBlocksTest {
  @BeforeEach
  void onAProcessorThatHasThem() {
    var obstacle = new MachineRowProvider().obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.get());
  }

  @Test
  void randomBlocksAreRightBetweenPagesThatCannotBeRead() {
    fuzz(1, 2_000);
  }

  @Test
  @Tag("slow")
  void aHundredThousandRandomBlocksAreRight() {
    fuzz(2, 100_000);
  }

  private static void fuzz(long seed, int cases) {
    var random = new Random(seed);
    var kernel = new MachineRowBlocks(false);
    for (int i = 0; i < cases; i++) {
      var side = random.nextBoolean() ? Touches.THE_PAGE_BEFORE : Touches.THE_PAGE_AFTER;
      RowBlockCase.random(random).check(kernel, side);
    }
  }

  @Test
  void arraysInTheHeapAreComputedAsMemoryIs() {
    var random = new Random(3);
    var kernel = new MachineRowProvider().kernel();
    for (int i = 0; i < 200; i++) {
      var operands = RowBlockCase.random(random);
      operands.check(operands.onArrays(kernel, operands.a()));
    }
  }

  @Test
  void anOperandThatIsTooShortIsRefused() {
    var random = new Random(4);
    var kernel = new MachineRowProvider().kernel();
    for (int i = 0; i < 50; i++) {
      var operands = RowBlockCase.random(random);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> operands.onArrays(kernel, new float[operands.a().length - 1]));
    }
  }

  @Test
  void noBlocksAndOtherRowsAreRefused() {
    var kernel = new MachineRowProvider().kernel();
    var some = new float[4096];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.multiply(some, 0, 8, 48, 0, 1, some, 0, 64, 0, some, 0, 48))
        .withMessageContaining("at least one block");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.multiply(some, 0, 16, 48, 1, 1, some, 0, 64, 0, some, 0, 48))
        .withMessageContaining("rows 8 or 128 apart");
  }
}
