package org.resnet4j.assembler.kernel;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The order in which a sum's factors are read: loops around straight code. Where an input factor
 * lies is the same for every pixel, counted from where the pixel's window begins; weights lie in
 * the order in which they are read.
 *
 * @param loops from the outermost to the innermost
 * @param body offsets of the factors, in bytes, that the innermost loop's code reads
 * @param rest offsets of the factors that are left when the innermost loop has ended, from where
 *     its cursor stands
 */
record Steps(List<Loop> loops, List<Integer> body, List<Integer> rest) {
  /**
   * @param times at least 1
   * @param advance bytes from one pass to the next
   */
  record Loop(int times, int advance) {}

  /** Factors in straight code: more than these leave the processor's cache of decoded code. */
  private static final int LONGEST = 8;

  /**
   * Windows of {@code height} × {@code width} pixels, of each {@code factors} factors side by side.
   *
   * @param size bytes of a factor
   * @param pixel bytes from a pixel to the next
   * @param pitch bytes from a row to the next
   */
  static Steps window(int height, int width, int factors, int size, int pixel, int pitch) {
    var rows = new Loop(height, pitch);
    var columns = new Loop(width, pixel);
    if (factors * width * height <= LONGEST) {
      var all = IntStream.range(0, height).boxed();
      return straight(
          List.of(), all.flatMap(y -> row(width, factors, size, pixel, y * pitch)).toList());
    }
    if (factors * width <= LONGEST) {
      return straight(List.of(rows), row(width, factors, size, pixel, 0).toList());
    }
    if (factors <= LONGEST) {
      return straight(List.of(rows, columns), row(1, factors, size, pixel, 0).toList());
    }
    var chunks = new Loop(factors / LONGEST, LONGEST * size);
    return new Steps(
        List.of(rows, columns, chunks),
        row(1, LONGEST, size, pixel, 0).toList(),
        row(1, factors % LONGEST, size, pixel, 0).toList());
  }

  /**
   * Windows of {@code height} × {@code width} floats in each of some planes.
   *
   * @param plane bytes from a plane to the next
   * @param pitch bytes from a row to the next
   */
  static Steps planes(int planes, int height, int width, int plane, int pitch) {
    return straight(
        List.of(new Loop(planes, plane), new Loop(height, pitch)),
        row(1, width, Float.BYTES, 0, 0).toList());
  }

  private static Steps straight(List<Loop> loops, List<Integer> body) {
    return new Steps(loops, body, List.of());
  }

  private static Stream<Integer> row(int width, int factors, int size, int pixel, int from) {
    return IntStream.range(0, width * factors)
        .mapToObj(i -> from + i / factors * pixel + i % factors * size);
  }

  /** How often the innermost code runs for a sum. */
  int pieces() {
    return loops.stream().mapToInt(Loop::times).reduce(1, (all, times) -> all * times);
  }

  /** Factors of a sum. */
  int count() {
    if (loops.isEmpty()) {
      return body.size();
    }
    int innermost = loops.getLast().times * body.size() + rest.size();
    return loops.subList(0, loops.size() - 1).stream()
        .mapToInt(Loop::times)
        .reduce(innermost, (all, times) -> all * times);
  }
}
