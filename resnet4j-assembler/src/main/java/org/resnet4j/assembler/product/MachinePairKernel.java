package org.resnet4j.assembler.product;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.resnet4j.assembler.memory.ExecutableMemory;
import org.resnet4j.assembler.product.RegisterBlock.Factor;
import org.resnet4j.vector.kernel.machine.PairKernel;

/**
 * A product in machine code: register blocks of as many rows as fit, and one of those that are
 * left. The code lies in pages that live as long as the process.
 */
final class MachinePairKernel implements PairKernel {
  /** Floats of a vector. */
  private static final int LANES = 16;

  private final Factor factor;
  private final int step;
  private final int most;
  private final BlockCall[] calls;

  /**
   * Places the code.
   *
   * @param step floats from a row's factor to its next one
   * @param most rows of a register block
   * @throws IllegalStateException if the system refuses executable pages
   */
  MachinePairKernel(Factor factor, int step, int most) {
    this.factor = factor;
    this.step = step;
    this.most = most;
    calls = new BlockCall[4 * (most + 1)];
    for (int rows = 1; rows <= most; rows++) {
      for (int vectors = 1; vectors <= 2; vectors++) {
        for (boolean adds : new boolean[] {false, true}) {
          calls[index(rows, vectors, adds)] = placed(rows, vectors, adds);
        }
      }
    }
  }

  private BlockCall placed(int rows, int vectors, boolean adds) {
    var block = new RegisterBlock(factor, rows, vectors, 4 * step, adds);
    return ExecutableMemory.place(RegisterBlockCode.of(block), Arena.global())
        .map(BlockCall::new)
        .orElseThrow(() -> new IllegalStateException("no executable pages"));
  }

  private static int index(int rows, int vectors, boolean adds) {
    return 4 * rows + 2 * (vectors - 1) + (adds ? 1 : 0);
  }

  @Override
  public void multiply(
      float[] a,
      int ao,
      int aRow,
      int rows,
      float[] b,
      int bo,
      int second,
      int steps,
      float[] c,
      int co,
      int cRow,
      int cSecond,
      boolean add) {
    if (rows < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "a product has at least one row and one step, not %d and %d".formatted(rows, steps));
    }
    boolean alone = second == ALONE;
    check(a.length, ao, (rows - 1L) * aRow, (steps - 1L) * step, 1);
    check(b.length, bo, (steps - 1L) * LANES, alone ? 0 : second, LANES);
    check(c.length, co, (rows - 1L) * cRow, alone ? 0 : cSecond, LANES);
    multiply(
        MemorySegment.ofArray(a),
        ao,
        aRow,
        rows,
        MemorySegment.ofArray(b),
        bo,
        second,
        steps,
        MemorySegment.ofArray(c),
        co,
        cRow,
        cSecond,
        add);
  }

  /** Both distances may lead backwards. */
  private static void check(int length, int at, long one, long other, int floats) {
    long least = at + Math.min(0, one) + Math.min(0, other);
    long most = at + Math.max(0, one) + Math.max(0, other);
    Objects.checkFromToIndex(least, most + floats, (long) length);
  }

  /** The same on any memory; nothing is checked. */
  void multiply(
      MemorySegment a,
      int ao,
      int aRow,
      int rows,
      MemorySegment b,
      int bo,
      int second,
      int steps,
      MemorySegment c,
      int co,
      int cRow,
      int cSecond,
      boolean add) {
    int vectors = second == ALONE ? 1 : 2;
    int whole = rows / most;
    if (whole > 0) {
      calls[index(most, vectors, add)].run(
          a,
          4L * ao,
          b,
          4L * bo,
          c,
          4L * co,
          4L * aRow,
          4L * second,
          steps,
          whole,
          4L * cRow,
          4L * cSecond);
    }
    int rest = rows - whole * most;
    if (rest > 0) {
      long done = 4L * whole * most;
      calls[index(rest, vectors, add)].run(
          a,
          4L * ao + done * aRow,
          b,
          4L * bo,
          c,
          4L * co + done * cRow,
          4L * aRow,
          4L * second,
          steps,
          1,
          4L * cRow,
          4L * cSecond);
    }
  }
}
