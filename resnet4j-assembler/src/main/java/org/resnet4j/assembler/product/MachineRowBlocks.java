package org.resnet4j.assembler.product;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.resnet4j.assembler.memory.ArrayCall;
import org.resnet4j.assembler.memory.HeapSegments;
import org.resnet4j.assembler.product.RowBlock.End;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.RowBlockKernel;

/**
 * Register blocks in fp32 in machine code. The code lies in pages that live as long as the process.
 */
final class MachineRowBlocks implements RowBlockKernel {
  private final boolean wide;
  private final int lanes;
  private final ArrayCall[] near;
  private final ArrayCall[] apart;
  private final ArrayCall few;
  private final ArrayCall taps;
  private final HeapSegments segments = new HeapSegments();

  /**
   * Places the code.
   *
   * @param wide whether vectors have 64 bytes instead of 32
   * @throws IllegalStateException if the system refuses executable pages
   */
  MachineRowBlocks(boolean wide) {
    this.wide = wide;
    lanes = wide ? 16 : 8;
    near = new ArrayCall[End.values().length];
    apart = new ArrayCall[End.values().length];
    for (var end : End.values()) {
      near[end.ordinal()] = placed(RowBlock.large(wide, lanes, end));
      apart[end.ordinal()] = placed(RowBlock.large(wide, WIDE, end));
    }
    few = placed(RowBlock.small(wide));
    taps = placed(RowBlock.taps(wide));
  }

  /** With the other's code. */
  private MachineRowBlocks(MachineRowBlocks other) {
    wide = other.wide;
    lanes = other.lanes;
    near = other.near;
    apart = other.apart;
    few = other.few;
    taps = other.taps;
  }

  @Override
  public RowBlockKernel another() {
    return new MachineRowBlocks(this);
  }

  private static ArrayCall placed(RowBlock block) {
    return ArrayCall.placed(RowBlockCode.of(block));
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public int rows() {
    return RowBlock.rows(wide);
  }

  @Override
  public int fewRows() {
    return RowBlock.fewRows(wide);
  }

  @Override
  public void multiply(
      float[] a,
      int ao,
      int aRow,
      int aGroup,
      int blocks,
      int groups,
      float[] b,
      int bo,
      int second,
      int next,
      float[] c,
      int co,
      int cs) {
    check(a, ao, aRow, aGroup, blocks, rows(), groups, b, bo, second);
    check(c.length, co, cs, blocks * rows() * lanes);
    var code = call(aRow, End.STORE);
    store(code, a, ao, aGroup, groups, blocks, b, bo, second, next, c, co, cs, MemorySegment.NULL);
  }

  @Override
  public void multiply(
      float[] a,
      int ao,
      int aRow,
      int aGroup,
      int blocks,
      int groups,
      float[] b,
      int bo,
      int second,
      int next,
      BlockEpilogue f) {
    check(a, ao, aRow, aGroup, blocks, rows(), groups, b, bo, second);
    int rows = blocks * rows();
    check(f.y.length, f.yAt, f.yBlock, rows * lanes);
    check(f.from.length, f.fromAt, f.fromBlock, (rows - 1) * f.fromStep + lanes);
    Objects.checkFromIndexSize(f.biasAt, 2 * lanes, f.bias.length);
    call(aRow, f.least[0] == 0 ? End.RECTIFY : End.ADD)
        .run(
            segments.of(a),
            4L * ao,
            segments.of(b),
            4L * bo,
            segments.of(f.y),
            4L * f.yAt,
            4L * aGroup,
            4L * second,
            groups,
            blocks,
            4L * next,
            4L * f.yBlock,
            segments.of(f.from),
            4L * f.fromAt,
            4L * f.fromBlock,
            4L * f.fromStep,
            segments.of(f.bias),
            4L * f.biasAt);
  }

  @Override
  public void few(
      float[] a,
      int ao,
      int aGroup,
      int groups,
      float[] b,
      int bo,
      int second,
      float[] c,
      int co,
      int cs) {
    check(a, ao, lanes, aGroup, 1, fewRows(), groups, b, bo, second);
    check(c.length, co, cs, fewRows() * lanes);
    store(few, a, ao, aGroup, groups, 1, b, bo, second, 0, c, co, cs, MemorySegment.NULL);
  }

  @Override
  public void taps(
      float[] a, int ao, int[] taps, int blocks, float[] b, int bo, float[] c, int co, int cs) {
    if (blocks < 1 || taps.length < 1) {
      throw new IllegalArgumentException(
          "a product has at least one block and one tap, not %d, %d"
              .formatted(blocks, taps.length));
    }
    int rows = blocks * rows();
    for (int tap : taps) {
      Objects.checkFromIndexSize((long) ao + tap, rows, (long) a.length);
    }
    Objects.checkFromIndexSize(bo, taps.length * 2L * lanes, (long) b.length);
    check(c.length, co, cs, rows * lanes);
    store(this.taps, a, ao, 0, taps.length, blocks, b, bo, 0, 0, c, co, cs, segments.of(taps));
  }

  /** The code for rows so many floats apart. */
  ArrayCall call(int aRow, End end) {
    return (aRow == lanes ? near : apart)[end.ordinal()];
  }

  /** Runs code that stores its sums; {@link RowBlockCode} says what the numbers mean. */
  private void store(
      ArrayCall code,
      float[] a,
      int ao,
      int aGroup,
      int groups,
      int blocks,
      float[] b,
      int bo,
      int second,
      int next,
      float[] c,
      int co,
      int cs,
      MemorySegment taps) {
    code.run(
        segments.of(a),
        4L * ao,
        segments.of(b),
        4L * bo,
        segments.of(c),
        4L * co,
        4L * aGroup,
        4L * second,
        groups,
        blocks,
        4L * next,
        4L * cs,
        taps,
        0,
        0,
        0,
        MemorySegment.NULL,
        0);
  }

  ArrayCall fewCall() {
    return few;
  }

  ArrayCall tapsCall() {
    return taps;
  }

  private void check(
      float[] a,
      int ao,
      int aRow,
      int aGroup,
      int blocks,
      int rows,
      int groups,
      float[] b,
      int bo,
      int second) {
    if (blocks < 1 || groups < 1 || aRow != lanes && aRow != WIDE) {
      throw new IllegalArgumentException(
          "a product has at least one block and one group, and rows %d or %d apart; not %d, %d, %d"
              .formatted(lanes, WIDE, blocks, groups, aRow));
    }
    long last = (blocks * (long) rows - 1) * aRow;
    Objects.checkFromToIndex(ao, ao + last + (groups - 1L) * aGroup + lanes, (long) a.length);
    check(b.length, bo, second, groups * lanes * lanes);
  }

  /** Two runs of floats. */
  private static void check(int length, int at, int second, int floats) {
    long first = Math.min(at, (long) at + second);
    long last = Math.max(at, (long) at + second);
    Objects.checkFromToIndex(first, last + floats, (long) length);
  }
}
