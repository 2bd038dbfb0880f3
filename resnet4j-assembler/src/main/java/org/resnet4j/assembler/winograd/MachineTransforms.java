package org.resnet4j.assembler.winograd;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.resnet4j.assembler.memory.HeapSegments;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.TransformKernel;
import org.resnet4j.vector.kernel.machine.WinogradTransform;

/** Winograd's transforms in machine code. */
public final class MachineTransforms implements TransformKernel {
  private final PlacedTransforms code;
  private final int lanes;
  private final HeapSegments segments = new HeapSegments();

  /** By code that is shared. */
  public MachineTransforms(PlacedTransforms code) {
    this.code = code;
    lanes = code.wide() ? 16 : 8;
  }

  @Override
  public TransformKernel another() {
    return new MachineTransforms(code);
  }

  @Override
  public void transform(
      WinogradTransform transform,
      int lines,
      int n,
      float[] x,
      int from,
      int line,
      int next,
      int step,
      float[] y,
      int to,
      int toLine,
      int toNext,
      int toStep) {
    if (lines < 1 || n < 1) {
      return;
    }
    check(x, from, lines, line, n, next, transform.inputs(), step);
    check(y, to, lines, toLine, n, toNext, transform.outputs(), toStep);
    code.whole(transform)
        .run(
            segments.of(x),
            4L * from,
            segments.of(y),
            4L * to,
            4L * line,
            4L * next,
            n,
            lines,
            4L * step,
            4L * toStep,
            4L * toLine,
            4L * toNext);
  }

  @Override
  public void columns(
      int first, int end, int n, float[] x, int from, int step, float[] y, int to, int toStep) {
    if (n < 1) {
      return;
    }
    if (first < 0 || first > 1 || end < 2 || end > 6) {
      throw new IllegalArgumentException(
          "of six rows those from 0 or 1 to 2 to 6 are inside, not [%d, %d)".formatted(first, end));
    }
    check(x, from + first * step, 1, 0, n, lanes, end - first, step);
    check(y, to, 1, 0, n, lanes, 6, toStep);
    code.columns(first, end)
        .run(
            segments.of(x),
            4L * from,
            segments.of(y),
            4L * to,
            0,
            4L * lanes,
            n,
            1,
            4L * step,
            4L * toStep,
            0,
            4L * lanes);
  }

  @Override
  public void finish(
      WinogradTransform output, int rows, int n, float[] x, int from, int step, BlockEpilogue f) {
    if (n < 1) {
      return;
    }
    if (output != WinogradTransform.OUTPUT_4 && output != WinogradTransform.OUTPUT_2
        || rows < 1
        || rows > output.outputs()) {
      throw new IllegalArgumentException(
          "an output has 1 to 4 rows or 1 to 2; not %s, %d".formatted(output, rows));
    }
    check(x, from, 1, 0, n, lanes, output.inputs(), step);
    check(f.y, f.yAt, 1, 0, n, lanes, rows, f.yBlock);
    check(f.from, f.fromAt, 1, 0, n, f.fromStep, rows, f.fromBlock);
    Objects.checkFromIndexSize(f.biasAt, lanes, f.bias.length);
    code.finished(output, rows, f.least[0] == 0)
        .run(
            segments.of(x),
            4L * from,
            MemorySegment.NULL,
            0,
            segments.of(f.y),
            4L * f.yAt,
            0,
            4L * lanes,
            n,
            1,
            4L * step,
            4L * f.yBlock,
            segments.of(f.from),
            4L * f.fromAt,
            4L * f.fromBlock,
            4L * f.fromStep,
            segments.of(f.bias),
            4L * f.biasAt);
  }

  /** Vectors of so many lines, so many in each, so many values of each. */
  private void check(
      float[] array, int at, int lines, int line, int n, int next, int values, int step) {
    if (line < 0 || next < 0 || step < 0) {
      throw new IndexOutOfBoundsException(
          "distances are not negative, as %d, %d, %d are".formatted(line, next, step));
    }
    long last = (lines - 1L) * line + (n - 1L) * next + (values - 1L) * step;
    Objects.checkFromToIndex(at, at + last + lanes, (long) array.length);
  }
}
