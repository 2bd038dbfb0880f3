package org.resnet4j.assembler.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.resnet4j.assembler.memory.GuardedMemory;
import org.resnet4j.assembler.memory.GuardedMemory.Touches;
import org.resnet4j.assembler.product.RegisterBlock.Factor;
import org.resnet4j.vector.kernel.machine.PairKernel;

/**
 * A product of random size with operands as long as they must be, and what plain loops in double
 * precision make of it.
 *
 * @param step floats from a row's factor to its next
 * @param second floats to the second vectors, or {@link PairKernel#ALONE}
 */
record ProductCase(
    Factor factor,
    int step,
    int rows,
    int aRow,
    int steps,
    int second,
    int cRow,
    int cSecond,
    boolean add,
    float[] a,
    float[] b,
    float[] c) {
  private static final int LANES = 16;

  static ProductCase random(Factor factor, int step, Random random) {
    int rows = 1 + random.nextInt(step == 1 ? 60 : LANES);
    int steps = 1 + random.nextInt(random.nextBoolean() ? 12 : 150);
    int aRow = step == 1 ? steps + random.nextInt(3) : 1;
    int second = random.nextBoolean() ? PairKernel.ALONE : steps * LANES + random.nextInt(40);
    boolean alone = second == PairKernel.ALONE;
    boolean within = random.nextBoolean();
    int cSecond = within ? LANES : rows * LANES + random.nextInt(9);
    int cRow = within ? 2 * LANES + random.nextInt(9) : LANES;
    var a = new float[(rows - 1) * aRow + (steps - 1) * step + 1];
    var b = new float[(alone ? 0 : second) + steps * LANES];
    var c = new float[(rows - 1) * cRow + (alone ? 0 : cSecond) + LANES];
    fill(a, factor, random);
    fill(b, factor, random);
    fill(c, Factor.FLOAT, random);
    return new ProductCase(
        factor, step, rows, aRow, steps, second, cRow, cSecond, random.nextBoolean(), a, b, c);
  }

  private static void fill(float[] to, Factor factor, Random random) {
    for (int i = 0; i < to.length; i++) {
      float value = (float) random.nextGaussian();
      float other = (float) random.nextGaussian();
      to[i] = factor == Factor.FLOAT ? value : pair(value, other);
    }
  }

  /** Two numbers of bfloat16, the first in the low half. */
  private static float pair(float first, float second) {
    int low = Float.floatToRawIntBits(first) >>> 16;
    return Float.intBitsToFloat(low | Float.floatToRawIntBits(second) & 0xFFFF0000);
  }

  /** Runs the kernel between pages that cannot be read, and compares all that it may write. */
  void check(MachinePairKernel kernel, Touches side) {
    try (var left = GuardedMemory.of(a, side);
        var right = GuardedMemory.of(b, side);
        var sums = GuardedMemory.of(c, side)) {
      kernel.multiply(
          left.memory(),
          0,
          aRow,
          rows,
          right.memory(),
          0,
          second,
          steps,
          sums.memory(),
          0,
          cRow,
          cSecond,
          add);
      check(sums.memory().toArray(ValueLayout.JAVA_FLOAT));
    }
  }

  /** Sums are right to a few roundings; all between them is as it was. */
  void check(float[] found) {
    var expected = new double[c.length];
    var tolerance = new double[c.length];
    for (int i = 0; i < c.length; i++) {
      expected[i] = c[i];
    }
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < (second == PairKernel.ALONE ? 1 : 2); v++) {
        for (int lane = 0; lane < LANES; lane++) {
          int at = row * cRow + v * cSecond + lane;
          sum(row, v * second + lane, at, expected, tolerance);
        }
      }
    }
    for (int i = 0; i < c.length; i++) {
      assertThat(Math.abs(found[i] - expected[i]))
          .as("float %d of %s", i, this)
          .isLessThanOrEqualTo(tolerance[i]);
    }
  }

  private void sum(int row, int bAt, int at, double[] expected, double[] tolerance) {
    double sum = add ? c[at] : 0;
    double size = Math.abs(sum);
    for (int s = 0; s < steps; s++) {
      float x = a[row * aRow + s * step];
      float y = b[bAt + s * LANES];
      double first = factor == Factor.FLOAT ? (double) x * y : (double) low(x) * low(y);
      double second = factor == Factor.FLOAT ? 0 : (double) high(x) * high(y);
      sum += first + second;
      size += Math.abs(first) + Math.abs(second);
    }
    expected[at] = sum;
    tolerance[at] = 3e-7 * Math.sqrt(steps) * size;
  }

  private static float low(float pair) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(pair) << 16);
  }

  private static float high(float pair) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(pair) & 0xFFFF0000);
  }

  /** The operands' arrays are long. */
  @Override
  public String toString() {
    return "%s, step %d, %d rows %d apart, %d steps, second %d, sums %d and %d apart, add %s"
        .formatted(factor, step, rows, aRow, steps, second, cRow, cSecond, add);
  }
}
