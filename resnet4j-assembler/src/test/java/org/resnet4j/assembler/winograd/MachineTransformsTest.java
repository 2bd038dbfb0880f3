package org.resnet4j.assembler.winograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.assembler.memory.GuardedMemory.Touches;
import org.resnet4j.assembler.processor.Permission;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.WinogradTransform;
import org.resnet4j.vector.kernel.winograd.PlainTransforms;

/**
 * WinogradTransforms in machine code are those of plain loops, bit for bit, and touch nothing else.
 */
final class MachineTransformsTest {
  /** For vectors of so many floats, on a processor that has them. */
  private static PlacedTransforms code(int lanes) {
    var here = Permission.here();
    assumeTrue(here.obstacle().isEmpty(), () -> here.obstacle().get());
    var processor = here.processor().orElseThrow();
    assumeTrue(lanes == 16 ? processor.avx512() : processor.avx2(), "vectors are narrower here");
    return new PlacedTransforms(lanes == 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void randomTransformsAreRightBetweenPagesThatCannotBeRead(int lanes) {
    fuzz(lanes, 1, 3_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  @Tag("slow")
  void aHundredThousandRandomTransformsAreRight(int lanes) {
    fuzz(lanes, 2, 100_000);
  }

  private static void fuzz(int lanes, long seed, int cases) {
    var random = new Random(seed);
    var machine = code(lanes);
    var plain = new PlainTransforms(lanes);
    for (int i = 0; i < cases; i++) {
      var side = random.nextBoolean() ? Touches.THE_PAGE_BEFORE : Touches.THE_PAGE_AFTER;
      TransformCase.random(lanes, random).check(machine, plain, side);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void arraysInTheHeapAreComputedAsMemoryIs(int lanes) {
    var random = new Random(3);
    var machine = new MachineTransforms(code(lanes));
    var plain = new PlainTransforms(lanes);
    for (int i = 0; i < 300; i++) {
      var one = TransformCase.random(lanes, random);
      assertThat(one.on(machine, one.x())).isEqualTo(one.on(plain, one.x()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void anOperandThatIsTooShortIsRefusedAndNothingIsComputed(int lanes) {
    var random = new Random(4);
    var machine = new MachineTransforms(code(lanes));
    for (int i = 0; i < 300; i++) {
      var one = TransformCase.random(lanes, random);
      float[] shorter = Arrays.copyOf(one.x(), one.x().length - 1);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> one.on(machine, shorter));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void whatIsNoTransformIsRefused(int lanes) {
    var machine = new MachineTransforms(code(lanes));
    var some = new float[4096];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> machine.columns(2, 6, 1, some, 0, 64, some, 0, 64))
        .withMessageContaining("not [2, 6)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                machine.finish(
                    WinogradTransform.OUTPUT_2, 3, 1, some, 0, 64, new BlockEpilogue(lanes)))
        .withMessageContaining("not OUTPUT_2, 3");
  }
}
