package org.resnet4j.assembler.winograd;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.resnet4j.assembler.memory.GuardedMemory;
import org.resnet4j.assembler.memory.GuardedMemory.Touches;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.machine.TransformKernel;
import org.resnet4j.vector.kernel.machine.WinogradTransform;

/**
 * WinogradTransforms with operands as long as they must be, by machine code and by plain loops,
 * which must leave the same bits.
 *
 * @param kind which method of a kernel
 * @param first of the six rows of an image, the first that is inside
 * @param end one past the last
 * @param rows results that are stored
 * @param toStep from a result to the next; where results are finished, of what is added, too
 */
record TransformCase(
    Kind kind,
    WinogradTransform transform,
    int lanes,
    int lines,
    int n,
    int first,
    int end,
    int rows,
    boolean rectify,
    int step,
    int next,
    int line,
    int toStep,
    int toNext,
    int toLine,
    float[] x,
    float[] y,
    float[] from,
    float[] bias) {
  private enum Kind {
    WHOLE,
    COLUMNS,
    FINISHED
  }

  /** For vectors of so many floats. */
  static TransformCase random(int lanes, Random random) {
    var kind = Kind.values()[random.nextInt(3)];
    var transform =
        switch (kind) {
          case WHOLE -> WinogradTransform.values()[random.nextInt(6)];
          case COLUMNS -> WinogradTransform.INPUT_4;
          case FINISHED ->
              random.nextBoolean() ? WinogradTransform.OUTPUT_4 : WinogradTransform.OUTPUT_2;
        };
    boolean whole = kind == Kind.WHOLE;
    int lines = whole ? 1 + random.nextInt(6) : 1;
    int n = 1 + random.nextInt(20);
    int first = kind == Kind.COLUMNS ? random.nextInt(2) : 0;
    int end = kind == Kind.COLUMNS ? 2 + random.nextInt(5) : transform.inputs();
    int rows =
        kind == Kind.FINISHED ? 1 + random.nextInt(transform.outputs()) : transform.outputs();
    // values side by side or far apart, as the rows and columns of a strip are
    boolean near = whole && random.nextBoolean();
    int next = near ? transform.inputs() * lanes : lanes;
    int step = near ? lanes : n * lanes + random.nextInt(9);
    int line = 6 * n * lanes + 60;
    int toNext = near ? transform.outputs() * lanes : lanes;
    int toStep = near ? lanes : n * lanes + random.nextInt(9);
    int toLine = line + random.nextInt(9);
    return new TransformCase(
        kind,
        transform,
        lanes,
        lines,
        n,
        first,
        end,
        rows,
        random.nextBoolean(),
        step,
        next,
        line,
        toStep,
        toNext,
        toLine,
        floats((lines - 1) * line + (n - 1) * next + (end - first - 1) * step + lanes, random),
        floats((lines - 1) * toLine + (n - 1) * toNext + (rows - 1) * toStep + lanes, random),
        floats((n - 1) * lanes + (rows - 1) * toStep + lanes, random),
        floats(lanes, random));
  }

  private static float[] floats(int length, Random random) {
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = random.nextInt(16) == 0 ? 0 : (float) random.nextGaussian();
    }
    return floats;
  }

  /** By a kernel, on arrays. */
  float[] on(TransformKernel kernel, float[] values) {
    var to = y.clone();
    switch (kind) {
      case WHOLE ->
          kernel.transform(
              transform, lines, n, values, 0, line, next, step, to, 0, toLine, toNext, toStep);
      case COLUMNS -> kernel.columns(first, end, n, values, -first * step, step, to, 0, toStep);
      case FINISHED -> {
        var f = new BlockEpilogue(lanes);
        f.bias = bias;
        f.from = from;
        f.fromBlock = toStep;
        f.fromStep = lanes;
        f.least[0] = rectify ? 0 : Float.NEGATIVE_INFINITY;
        Arrays.fill(f.least, f.least[0]);
        f.y = to;
        f.yBlock = toStep;
        kernel.finish(transform, rows, n, values, 0, step, f);
      }
    }
    return to;
  }

  /** Runs the code between pages that cannot be read. */
  void check(PlacedTransforms machine, TransformKernel plain, Touches side) {
    var code =
        switch (kind) {
          case WHOLE -> machine.whole(transform);
          case COLUMNS -> machine.columns(first, end);
          case FINISHED -> machine.finished(transform, rows, rectify);
        };
    try (var values = GuardedMemory.of(x, side);
        var results = GuardedMemory.of(y, side);
        var added = GuardedMemory.of(from, side);
        var biases = GuardedMemory.of(bias, side)) {
      boolean finished = kind == Kind.FINISHED;
      code.run(
          values.memory(),
          -4L * first * step,
          MemorySegment.NULL,
          0,
          results.memory(),
          0,
          4L * line,
          4L * next,
          n,
          lines,
          4L * step,
          4L * toStep,
          added.memory(),
          0,
          4L * (finished ? toStep : toLine),
          4L * (finished ? lanes : toNext),
          biases.memory(),
          0);
      float[] found = results.memory().toArray(ValueLayout.JAVA_FLOAT);
      assertThat(found).as("%s of %s", kind, transform).isEqualTo(on(plain, x));
    }
  }
}
