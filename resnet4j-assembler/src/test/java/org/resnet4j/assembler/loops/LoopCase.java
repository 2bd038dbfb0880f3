package org.resnet4j.assembler.loops;

import java.util.List;
import java.util.Random;
import org.resnet4j.vector.kernel.machine.LoopKernel;

/**
 * A loop on operands that are as long as they must be.
 *
 * @param name which
 * @param arrays its operands, what is written last
 * @param loop computes it on such arrays
 */
record LoopCase(String name, List<float[]> arrays, Loop loop) {
  private static final int LOOPS = 7;

  @FunctionalInterface
  interface Loop {
    void of(LoopKernel kernel, List<float[]> arrays);
  }

  /** Any of them, for vectors of so many floats. */
  static LoopCase random(int lanes, Random random) {
    return new Cases(lanes, random).any();
  }

  private record Cases(int lanes, Random random) {
    LoopCase any() {
      return switch (random.nextInt(LOOPS)) {
        case 0 -> copy();
        case 1 -> affine();
        case 2 -> add();
        case 3 -> sum();
        case 4 -> max();
        case 5 -> random.nextBoolean() ? scale() : rearrange();
        default -> dots();
      };
    }

    private LoopCase copy() {
      int n = count();
      int from = step();
      int to = step();
      return of(
          "copy",
          (k, a) -> k.copy(a.get(0), 0, from, a.get(1), 0, to, n),
          vectors(n, from),
          vectors(n, to));
    }

    private LoopCase affine() {
      int n = count();
      int from = step();
      int to = step();
      float least = least();
      return of(
          "affine",
          (k, a) ->
              k.affine(a.get(0), 0, from, a.get(1), 0, a.get(2), 0, least, a.get(3), 0, to, n),
          vectors(n, from),
          lanes,
          lanes,
          vectors(n, to));
    }

    private LoopCase add() {
      int n = count();
      int residual = random.nextBoolean() ? 0 : step();
      int to = step();
      float least = least();
      return of(
          "add",
          (k, a) ->
              k.add(a.get(0), 0, a.get(1), 0, a.get(2), 0, residual, least, a.get(3), 0, to, n),
          n * lanes,
          lanes,
          vectors(n, residual),
          vectors(n, to));
    }

    private LoopCase sum() {
      int n = count() * lanes;
      float least = least();
      return of("sum", (k, a) -> k.sum(a.get(0), 0, a.get(1), 0, least, a.get(2), 0, n), n, n, n);
    }

    private LoopCase max() {
      int rows = 1 + random.nextInt(4);
      int columns = 1 + random.nextInt(4);
      int n = count();
      int next = step();
      int line = columns * lanes + random.nextInt(40);
      int window = (rows - 1) * line + columns * lanes;
      return of(
          "max",
          (k, a) -> k.max(a.get(0), 0, line, rows, columns, next, n, a.get(1), 0),
          (n - 1) * next + window,
          n * lanes);
    }

    private LoopCase scale() {
      int n = 1 + random.nextInt(200);
      float high = (float) random.nextGaussian();
      float low = high * 1e-8f;
      return of("scale", (k, a) -> k.scale(high, low, a.get(0), 0, n), n);
    }

    private LoopCase rearrange() {
      int n = 1 + random.nextInt(20);
      int m = 1 + random.nextInt(20);
      int step = 1 + random.nextInt(5);
      int next = 1 + random.nextInt(90);
      boolean back = random.nextBoolean();
      int toStep = back ? -m : m;
      int to = back ? (n - 1) * m : 0;
      return of(
          "rearrange",
          (k, a) -> k.rearrange(n, m, a.get(0), 0, step, next, a.get(1), to, toStep, 1),
          (n - 1) * step + (m - 1) * next + 1,
          n * m);
    }

    private LoopCase dots() {
      int rows = random.nextBoolean() ? 1 : 4;
      int columns = rows == 1 || random.nextBoolean() ? 4 : 2;
      int n = count() * lanes;
      int last = random.nextInt(4);
      return of(
          "dots",
          (k, a) -> k.dots(rows, columns, a.get(0), 0, n, a.get(1), 0, n, last, n, a.get(2)),
          rows * n,
          (Math.min(last, columns - 1) + 1) * n,
          rows * columns * lanes);
    }

    private LoopCase of(String name, Loop loop, Integer... lengths) {
      return new LoopCase(name, List.of(lengths).stream().map(this::floats).toList(), loop);
    }

    private int count() {
      return 1 + random.nextInt(30);
    }

    /** Side by side or apart. */
    private int step() {
      return lanes + (random.nextBoolean() ? 0 : random.nextInt(3 * lanes));
    }

    private int vectors(int n, int step) {
      return (n - 1) * step + lanes;
    }

    private float least() {
      return random.nextBoolean() ? 0 : Float.NEGATIVE_INFINITY;
    }

    private float[] floats(int length) {
      float[] floats = new float[length];
      for (int i = 0; i < length; i++) {
        floats[i] = random.nextInt(500) == 0 ? Float.NaN : (float) random.nextGaussian();
      }
      return floats;
    }
  }

  /** What a kernel leaves in the last array. */
  float[] on(LoopKernel kernel) {
    var own = copies();
    loop.of(kernel, own);
    return own.getLast();
  }

  List<float[]> copies() {
    return arrays.stream().map(float[]::clone).toList();
  }
}
