package org.resnet4j.vector.kernel.loops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both implementations compute the same bits, and write the same places. */
class LaneLoopsTest {
  private static final float NONE = Float.NEGATIVE_INFINITY;

  /** A loop over three operands of which each may be anything, at an odd place. */
  @FunctionalInterface
  private interface Call {
    void of(LaneLoops loops, float[] a, float[] b, float[] c, float[] y);
  }

  private static final Map<String, Call> CALLS =
      Map.ofEntries(
          Map.entry("copy", (l, a, b, c, y) -> l.copy(a, 3, 2 * LANES, y, 5, LANES, 7)),
          Map.entry(
              "affine",
              (l, a, b, c, y) -> l.affine(a, 1, LANES, b, 2, c, 3, 0f, y, 4, 3 * LANES, 5)),
          Map.entry(
              "affineAdd", (l, a, b, c, y) -> l.affineAdd(a, 1, b, c, 2, a, 9, NONE, y, 4, 6)),
          Map.entry(
              "add", (l, a, b, c, y) -> l.add(a, 1, b, 2, c, 3, 2 * LANES, 0f, y, 4, LANES, 6)),
          Map.entry("add nothing", (l, a, b, c, y) -> l.add(a, 1, b, 2, c, 3, 0, NONE, y, 4, 0, 1)),
          Map.entry("sum", (l, a, b, c, y) -> l.sum(a, 1, b, 2, 0f, y, 3, 5 * LANES)),
          Map.entry("scale", (l, a, b, c, y) -> l.scale(1.3f, 3e-8f, y, 3, 5 * LANES + 3)),
          Map.entry("rearrange", (l, a, b, c, y) -> l.rearrange(9, 7, a, 3, 1, 11, y, 99, -8, 1)),
          Map.entry("gate", (l, a, b, c, y) -> l.gate(a, 1, b, 2, c, 3, y, 4, 5 * LANES)),
          Map.entry("max of 3", (l, a, b, c, y) -> l.max(a, 1, 5 * LANES, 3, 3, LANES, 2, y, 4)),
          Map.entry(
              "max of 2", (l, a, b, c, y) -> l.max(a, 1, 5 * LANES, 4, 2, 2 * LANES, 2, y, 4)),
          Map.entry("mean", (l, a, b, c, y) -> l.mean(a, 1, 5 * LANES, 3, 4, 1 / 12f, y, 4)),
          Map.entry("windowSum", (l, a, b, c, y) -> l.windowSum(a, 1, 4 * LANES, b, c, 2, y, 3)),
          Map.entry(
              "addLanes",
              (l, a, b, c, y) -> l.addLanes(a, 1, LANES, y, 3, 2 * LANES, 4, 1, LANES - 1)),
          Map.entry("relu", (l, a, b, c, y) -> l.relu(a, 1, y, 2, 4 * LANES)),
          Map.entry("tanh", (l, a, b, c, y) -> l.tanh(a, 1, y, 2, 9 * LANES, 0.7f, 1.7f)),
          Map.entry("sigmoid", (l, a, b, c, y) -> l.sigmoid(a, 1, y, 2, 9 * LANES, 3)),
          Map.entry("square", (l, a, b, c, y) -> l.square(a, 1, y, 2)),
          Map.entry("respond", (l, a, b, c, y) -> respond(l, a, b, 0.75, y)),
          Map.entry("respond otherwise", (l, a, b, c, y) -> respond(l, a, b, 0.6, y)),
          Map.entry("dots 1 × 4", (l, a, b, c, y) -> dots(l, 1, 4, 3, a, b, y)),
          Map.entry("dots 1 × 2", (l, a, b, c, y) -> dots(l, 1, 4, 1, a, b, y)),
          Map.entry("dots 4 × 4", (l, a, b, c, y) -> dots(l, 4, 4, 2, a, b, y)),
          Map.entry("dots 4 × 2", (l, a, b, c, y) -> dots(l, 4, 2, 1, a, b, y)));

  static Stream<String> names() {
    return CALLS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void plainLoopsComputeTheBitsOfTheVectorApi(String name) {
    var call = CALLS.get(name);
    var random = new Random(7);
    for (int round = 0; round < 20; round++) {
      float[] a = floats(random);
      float[] b = floats(random);
      float[] c = floats(random);
      float[] start = floats(random);
      float[] expected = start.clone();
      call.of(new VectorLoops(), a, b, c, expected);
      float[] actual = start.clone();
      call.of(new PlainLoops(LANES), a, b, c, actual);
      assertThat(actual).isEqualTo(expected);
      assertThat(actual).as("something is written").isNotEqualTo(start);
    }
  }

  /** What is squared is positive, as the sums of squares are. */
  private static void respond(LaneLoops loops, float[] a, float[] b, double beta, float[] y) {
    float[] squares = new float[b.length];
    for (int i = 0; i < b.length; i++) {
      squares[i] = b[i] * b[i];
    }
    loops.respond(a, 1, squares, LANES, 2, 1, 0.02f, 2f, beta, y, 3);
  }

  private static void dots(
      LaneLoops loops, int rows, int columns, int last, float[] a, float[] b, float[] y) {
    loops.dots(rows, columns, a, 1, 5 * LANES, b, 2, 6 * LANES, last, 4 * LANES, y);
  }

  /** Of many scales, with zeros of both signs. */
  private static float[] floats(Random random) {
    float[] values = new float[64 * LANES];
    for (int i = 0; i < values.length; i++) {
      int kind = random.nextInt(20);
      values[i] =
          switch (kind) {
            case 0 -> 0f;
            case 1 -> -0f;
            default -> (float) (random.nextGaussian() * Math.pow(10, kind / 6.0 - 1.5));
          };
    }
    return values;
  }
}
