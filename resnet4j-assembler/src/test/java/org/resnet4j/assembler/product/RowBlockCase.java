package org.resnet4j.assembler.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.resnet4j.assembler.memory.ArrayCall;
import org.resnet4j.assembler.memory.GuardedMemory;
import org.resnet4j.assembler.memory.GuardedMemory.Touches;
import org.resnet4j.assembler.product.RowBlock.End;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.RowBlockKernel;

/**
 * Register blocks of random size with operands as long as they must be, and what plain loops make
 * of it, bit for bit.
 *
 * @param each rows of a block
 * @param aRow floats from one row's inputs to the next's
 * @param fromStep floats from what is added to a row to what is added to the next
 * @param within whether what is added is what lies in the places of the results
 */
record RowBlockCase(
    int lanes,
    int each,
    End end,
    int aRow,
    int aGroup,
    int blocks,
    int groups,
    int second,
    int yBlock,
    int fromBlock,
    int fromStep,
    boolean within,
    float[] a,
    float[] b,
    float[] y,
    float[] from,
    float[] bias) {
  /** Large blocks for vectors of so many floats. */
  static RowBlockCase random(int lanes, Random random) {
    var end = End.values()[random.nextInt(3)];
    int rows = RowBlock.rows(lanes == 16);
    return random(lanes, rows, end, random.nextBoolean(), 1 + random.nextInt(7), random);
  }

  /** A small block for vectors of so many floats. */
  static RowBlockCase few(int lanes, Random random) {
    return random(lanes, RowBlock.fewRows(lanes == 16), End.STORE, false, 1, random);
  }

  private static RowBlockCase random(
      int lanes, int each, End end, boolean apart, int blocks, Random random) {
    int groups = 1 + random.nextInt(apart ? RowBlockKernel.WIDE / lanes : 40);
    int rows = blocks * each;
    int aRow = apart ? RowBlockKernel.WIDE : lanes;
    int aGroup = apart ? lanes : (rows + random.nextInt(3)) * lanes;
    int second = groups * lanes * lanes + random.nextInt(3) * lanes;
    int yBlock = (rows + random.nextInt(4)) * lanes;
    boolean within = end != End.STORE && random.nextBoolean();
    boolean nothing = !within && random.nextBoolean();
    int fromStep = nothing ? 0 : lanes;
    int fromBlock = within ? yBlock : nothing ? 0 : rows * lanes + random.nextInt(9);
    var y = floats(yBlock + rows * lanes, random);
    return new RowBlockCase(
        lanes,
        each,
        end,
        aRow,
        aGroup,
        blocks,
        groups,
        second,
        yBlock,
        fromBlock,
        fromStep,
        within,
        floats((rows - 1) * aRow + (groups - 1) * aGroup + lanes, random),
        floats(second + groups * lanes * lanes, random),
        y,
        within ? y : floats(fromBlock + (rows - 1) * fromStep + lanes, random),
        floats(2 * lanes, random));
  }

  static float[] floats(int length, Random random) {
    var floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = random.nextInt(500) == 0 ? special(random) : (float) random.nextGaussian();
    }
    return floats;
  }

  private static float special(Random random) {
    float[] some = {0f, -0f, Float.MIN_VALUE, 1e-42f, 1e30f, Float.NaN, Float.NEGATIVE_INFINITY};
    return some[random.nextInt(some.length)];
  }

  /** Runs the code between pages that cannot be read, and compares all that it may write. */
  void check(ArrayCall code, Touches side) {
    try (var inputs = GuardedMemory.of(a, side);
        var weights = GuardedMemory.of(b, side);
        var results = GuardedMemory.of(y, side);
        var added = GuardedMemory.of(from, side);
        var biases = GuardedMemory.of(bias, side)) {
      code.run(
          inputs.memory(),
          0,
          weights.memory(),
          0,
          results.memory(),
          0,
          4L * aGroup,
          4L * second,
          groups,
          blocks,
          4L * second,
          4L * yBlock,
          within ? results.memory() : end == End.STORE ? MemorySegment.NULL : added.memory(),
          0,
          4L * fromBlock,
          4L * fromStep,
          biases.memory(),
          0);
      check(results.memory().toArray(ValueLayout.JAVA_FLOAT));
    }
  }

  /** The same by the interface, on arrays. */
  float[] onArrays(RowBlockKernel kernel, float[] inputs) {
    var to = y.clone();
    if (end == End.STORE) {
      kernel.multiply(inputs, 0, aRow, aGroup, blocks, groups, b, 0, second, 0, to, 0, yBlock);
      return to;
    }
    var f = new BlockEpilogue(lanes);
    f.y = to;
    f.yBlock = yBlock;
    f.bias = bias;
    f.from = within ? to : from;
    f.fromBlock = fromBlock;
    f.fromStep = fromStep;
    f.least = new float[lanes];
    if (end == End.ADD) {
      Arrays.fill(f.least, Float.NEGATIVE_INFINITY);
    }
    kernel.multiply(inputs, 0, aRow, aGroup, blocks, groups, b, 0, second, 0, f);
    return to;
  }

  /** A small one by the interface, on arrays. */
  float[] fewOnArrays(RowBlockKernel kernel, float[] inputs) {
    var to = y.clone();
    kernel.few(inputs, 0, aGroup, groups, b, 0, second, to, 0, yBlock);
    return to;
  }

  /** Every bit is right, and all between the results is as it was. */
  void check(float[] found) {
    var expected = y.clone();
    for (int row = 0; row < blocks * each; row++) {
      for (int v = 0; v < 2; v++) {
        for (int lane = 0; lane < lanes; lane++) {
          int at = row * lanes + v * yBlock + lane;
          expected[at] = ended(sum(row, v * second + lane), row, v, lane);
        }
      }
    }
    for (int i = 0; i < y.length; i++) {
      if (Float.floatToIntBits(found[i]) == Float.floatToIntBits(expected[i])) {
        continue; // the usual case, millions of times
      }
      assertThat(Float.floatToIntBits(found[i]))
          .as("float %d of %s: %s and %s", i, this, found[i], expected[i])
          .isEqualTo(Float.floatToIntBits(expected[i]));
    }
  }

  private float sum(int row, int weight) {
    float sum = 0;
    for (int i = 0; i < groups * lanes; i++) {
      float x = a[row * aRow + i / lanes * aGroup + i % lanes];
      sum = Math.fma(x, b[weight + i * lanes], sum);
    }
    return sum;
  }

  private float ended(float sum, int row, int v, int lane) {
    if (end == End.STORE) {
      return sum;
    }
    float value = sum + bias[v * lanes + lane] + from[row * fromStep + v * fromBlock + lane];
    return end == End.RECTIFY && value < 0 ? 0 : value;
  }

  /** The operands' arrays are long. */
  @Override
  public String toString() {
    return "%s, %d blocks of rows %d apart, %d groups %d apart, second %d, results %d apart, %s"
        .formatted(
            end,
            blocks,
            aRow,
            groups,
            aGroup,
            second,
            yBlock,
            within ? "added to" : "added " + fromBlock + " apart, step " + fromStep);
  }
}
