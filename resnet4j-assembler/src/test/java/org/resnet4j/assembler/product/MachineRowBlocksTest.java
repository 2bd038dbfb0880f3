package org.resnet4j.assembler.product;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.assembler.memory.GuardedMemory.Touches;
import org.resnet4j.vector.kernel.loops.Loops;

/**
 * Register blocks in machine code are those of plain loops, bit for bit, and touch nothing else.
 */
final class MachineRowBlocksTest {
  /** For vectors of so many floats, on a processor that has them. */
  private static FloatProvider provider(int lanes) {
    var provider = lanes == 16 ? new Avx512FloatProvider() : new Avx2FloatProvider();
    var obstacle = provider.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.get());
    return provider;
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void randomBlocksAreRightBetweenPagesThatCannotBeRead(int lanes) {
    fuzz(lanes, 1, 1_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  @Tag("slow")
  void aHundredThousandRandomBlocksAreRight(int lanes) {
    fuzz(lanes, 2, 100_000);
  }

  private static void fuzz(int lanes, long seed, int cases) {
    provider(lanes);
    var random = new Random(seed);
    var kernel = new MachineRowBlocks(lanes == 16);
    for (int i = 0; i < cases; i++) {
      var side = random.nextBoolean() ? Touches.THE_PAGE_BEFORE : Touches.THE_PAGE_AFTER;
      var large = RowBlockCase.random(lanes, random);
      large.check(kernel.call(large.aRow(), large.end()), side);
      RowBlockCase.few(lanes, random).check(kernel.fewCall(), side);
      TapsCase.random(lanes, random).check(kernel.tapsCall(), side);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void arraysInTheHeapAreComputedAsMemoryIs(int lanes) {
    var random = new Random(3);
    var kernel = provider(lanes).kernels(Loops.BEST).rows();
    for (int i = 0; i < 200; i++) {
      var operands = RowBlockCase.random(lanes, random);
      operands.check(operands.onArrays(kernel, operands.a()));
      var few = RowBlockCase.few(lanes, random);
      few.check(few.fewOnArrays(kernel, few.a()));
      var taps = TapsCase.random(lanes, random);
      taps.check(taps.onArrays(kernel, taps.a()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void anOperandThatIsTooShortIsRefused(int lanes) {
    var random = new Random(4);
    var kernel = provider(lanes).kernels(Loops.BEST).rows();
    for (int i = 0; i < 50; i++) {
      var operands = RowBlockCase.random(lanes, random);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> operands.onArrays(kernel, new float[operands.a().length - 1]));
      var few = RowBlockCase.few(lanes, random);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> few.fewOnArrays(kernel, new float[few.a().length - 1]));
      var taps = TapsCase.random(lanes, random);
      int least = Arrays.stream(taps.taps()).max().orElseThrow() + taps.rows();
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> taps.onArrays(kernel, new float[least - 1]));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void noBlocksAndOtherRowsAreRefused(int lanes) {
    var kernel = provider(lanes).kernels(Loops.BEST).rows();
    int other = 24 - lanes;
    var some = new float[4096];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.multiply(some, 0, lanes, 224, 0, 1, some, 0, 256, 0, some, 0, 224))
        .withMessageContaining("at least one block");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.multiply(some, 0, other, 224, 1, 1, some, 0, 256, 0, some, 0, 224))
        .withMessageContaining("rows %d or 128 apart".formatted(lanes));
  }
}
