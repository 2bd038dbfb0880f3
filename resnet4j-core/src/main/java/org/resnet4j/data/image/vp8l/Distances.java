package org.resnet4j.data.image.vp8l;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How far back what is repeated lies, section 3.6.2.2: the codes of the first 120 are pixels near
 * by, of the row itself and of the seven above it, by their distance.
 */
final class Distances {
  private static final int ROWS = 7;
  private static final int COLUMNS = 8;

  /** How far up and to the left; the nearest first, then the highest, then the leftmost. */
  private record Step(int up, int left) {
    int square() {
      return up * up + left * left;
    }
  }

  private static final Step[] NEAR =
      IntStream.rangeClosed(0, ROWS)
          .boxed()
          .flatMap(
              up ->
                  IntStream.rangeClosed(up == 0 ? 1 : 1 - COLUMNS, COLUMNS)
                      .mapToObj(left -> new Step(up, left)))
          .sorted(
              Comparator.comparingInt(Step::square)
                  .thenComparing(Comparator.comparingInt(Step::up).reversed())
                  .thenComparing(Comparator.comparingInt(Step::left).reversed()))
          .toArray(Step[]::new);

  private Distances() {}

  /** {@return by how many pixels, at least 1} */
  static int pixels(int code, int width) {
    if (code > NEAR.length) {
      return code - NEAR.length;
    }
    var step = NEAR[code - 1];
    return Math.max(1, step.up() * width + step.left());
  }
}
