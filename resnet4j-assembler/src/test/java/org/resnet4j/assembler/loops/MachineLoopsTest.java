package org.resnet4j.assembler.loops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.assembler.memory.GuardedMemory;
import org.resnet4j.assembler.memory.GuardedMemory.Touches;
import org.resnet4j.assembler.processor.Permission;
import org.resnet4j.vector.kernel.loops.PlainLoops;

/** Loops in machine code are plain loops, bit for bit, and touch nothing else. */
final class MachineLoopsTest {
  /** For vectors of so many floats, on a processor that has them. */
  private static PlacedLoops code(int lanes) {
    var here = Permission.here();
    assumeTrue(here.obstacle().isEmpty(), () -> here.obstacle().get());
    var processor = here.processor().orElseThrow();
    assumeTrue(lanes == 16 ? processor.avx512() : processor.avx2(), "vectors are narrower here");
    return new PlacedLoops(lanes == 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void randomLoopsAreRightBetweenPagesThatCannotBeRead(int lanes) {
    fuzz(lanes, 1, 3_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  @Tag("slow")
  void aHundredThousandRandomLoopsAreRight(int lanes) {
    fuzz(lanes, 2, 100_000);
  }

  private static void fuzz(int lanes, long seed, int cases) {
    var code = code(lanes);
    var plain = new PlainLoops(lanes);
    var random = new Random(seed);
    for (int i = 0; i < cases; i++) {
      var side = random.nextBoolean() ? Touches.THE_PAGE_BEFORE : Touches.THE_PAGE_AFTER;
      var one = LoopCase.random(lanes, random);
      var arrays = one.copies();
      var guarded = new IdentityHashMap<float[], GuardedMemory>();
      arrays.forEach(array -> guarded.put(array, GuardedMemory.of(array, side)));
      one.loop().of(new MachineLoops(code, plain, array -> guarded.get(array).memory()), arrays);
      float[] written = guarded.get(arrays.getLast()).memory().toArray(ValueLayout.JAVA_FLOAT);
      // what there is no code for is computed on the array itself
      float[] found = Arrays.equals(arrays.getLast(), one.arrays().getLast()) ? written : null;
      guarded.values().forEach(GuardedMemory::close);
      if (found != null) {
        assertThat(found).as(one.name()).isEqualTo(one.on(plain));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void arraysInTheHeapAreComputedAsMemoryIs(int lanes) {
    var plain = new PlainLoops(lanes);
    var machine = new MachineLoops(code(lanes), plain);
    var random = new Random(3);
    for (int i = 0; i < 500; i++) {
      var one = LoopCase.random(lanes, random);
      assertThat(one.on(machine)).as(one.name()).isEqualTo(one.on(plain));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void anOperandThatIsTooShortIsRefused(int lanes) {
    var machine = new MachineLoops(code(lanes), new PlainLoops(lanes));
    var random = new Random(4);
    for (int i = 0; i < 500; i++) {
      var one = LoopCase.random(lanes, random);
      for (int j = 0; j < one.arrays().size(); j++) {
        var arrays = new ArrayList<>(one.copies());
        arrays.set(j, Arrays.copyOf(arrays.get(j), arrays.get(j).length - 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
            .as("%s, operand %d", one.name(), j)
            .isThrownBy(() -> one.loop().of(machine, arrays));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void whatIsNoLoopIsRefused(int lanes) {
    var machine = new MachineLoops(code(lanes), new PlainLoops(lanes));
    float[] some = new float[256];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> machine.sum(some, 0, some, 0, 0, some, 0, lanes + 1))
        .withMessageContaining("no whole vectors of " + lanes);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> machine.sum(some, 0, some, 0, 1, some, 0, lanes))
        .withMessageContaining("not 1.0");
  }
}
