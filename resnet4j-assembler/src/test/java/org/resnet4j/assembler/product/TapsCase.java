package org.resnet4j.assembler.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.resnet4j.assembler.memory.ArrayCall;
import org.resnet4j.assembler.memory.GuardedMemory;
import org.resnet4j.assembler.memory.GuardedMemory.Touches;
import org.resnet4j.vector.kernel.machine.RowBlockKernel;

/**
 * Register blocks of neighbouring floats with operands as long as they must be, and what plain
 * loops make of it, bit for bit.
 *
 * @param rows of all blocks
 */
record TapsCase(
    int lanes, int rows, int blocks, int[] taps, int yBlock, float[] a, float[] b, float[] y) {
  /** For vectors of so many floats. */
  static TapsCase random(int lanes, Random random) {
    int blocks = 1 + random.nextInt(5);
    int rows = blocks * RowBlock.rows(lanes == 16);
    int inputs = rows + random.nextInt(300);
    var taps = random.ints(1 + random.nextInt(60), 0, inputs - rows + 1).toArray();
    int yBlock = (rows + random.nextInt(4)) * lanes;
    return new TapsCase(
        lanes,
        rows,
        blocks,
        taps,
        yBlock,
        RowBlockCase.floats(inputs, random),
        RowBlockCase.floats(taps.length * 2 * lanes, random),
        RowBlockCase.floats(yBlock + rows * lanes, random));
  }

  /** Runs the code between pages that cannot be read, and compares all that it may write. */
  void check(ArrayCall code, Touches side) {
    try (var inputs = GuardedMemory.of(a, side);
        var weights = GuardedMemory.of(b, side);
        var results = GuardedMemory.of(y, side);
        var arena = Arena.ofConfined()) {
      var table = arena.allocateFrom(ValueLayout.JAVA_INT, taps);
      var none = MemorySegment.NULL;
      code.run(
          inputs.memory(),
          0,
          weights.memory(),
          0,
          results.memory(),
          0,
          0,
          0,
          taps.length,
          blocks,
          0,
          4L * yBlock,
          table,
          0,
          0,
          0,
          none,
          0);
      check(results.memory().toArray(ValueLayout.JAVA_FLOAT));
    }
  }

  /** The same by the interface, on arrays. */
  float[] onArrays(RowBlockKernel kernel, float[] inputs) {
    var to = y.clone();
    kernel.taps(inputs, 0, taps, blocks, b, 0, to, 0, yBlock);
    return to;
  }

  /** Every bit is right, and all between the results is as it was. */
  void check(float[] found) {
    var expected = y.clone();
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < 2; v++) {
        for (int lane = 0; lane < lanes; lane++) {
          expected[v * yBlock + row * lanes + lane] = sum(row, v * lanes + lane);
        }
      }
    }
    for (int i = 0; i < y.length; i++) {
      if (Float.floatToIntBits(found[i]) == Float.floatToIntBits(expected[i])) {
        continue; // the usual case, millions of times
      }
      assertThat(Float.floatToIntBits(found[i]))
          .as("float %d of %d taps, %d rows", i, taps.length, rows)
          .isEqualTo(Float.floatToIntBits(expected[i]));
    }
  }

  private float sum(int row, int weight) {
    float sum = 0;
    for (int i = 0; i < taps.length; i++) {
      sum = Math.fma(a[taps[i] + row], b[i * 2 * lanes + weight], sum);
    }
    return sum;
  }
}
