package org.resnet4j.vector.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The first step of the transforms, down the columns of a strip of tiles, done while the strip is
 * read: what a {@link Reader} does to the pixels stays in registers.
 */
final class WinogradColumns {
  private WinogradColumns() {}

  /**
   * Bᵀ d of six rows, the first or the last of which may lie outside of the image.
   *
   * @param from where the first of {@code n} pixels of the second row lies, from the tensor's start
   * @param line floats from one row of the image to the next
   * @param top whether the first row is outside: zero
   * @param bottom whether the last row is outside: zero
   * @param row floats from one row of the results to the next
   */
  static void input(
      Reader x,
      int from,
      int line,
      int n,
      int channel,
      boolean top,
      boolean bottom,
      float[] s,
      int at,
      int row) {
    int first = top ? 0 : line;
    int last = bottom ? 0 : line;
    float above = top ? 0f : 1f;
    float below = bottom ? 0f : 1f;
    if (x.normed()) {
      norm(x, from, line, first, last, above, below, n, channel, s, at, row);
    } else {
      affine(x, from, line, first, last, above, below, n, channel, s, at, row);
    }
  }

  private static void affine(
      Reader x,
      int from,
      int line,
      int first,
      int last,
      float above,
      float below,
      int n,
      int channel,
      float[] s,
      int at,
      int row) {
    FloatVector scale = x.scale(channel);
    FloatVector shift = x.shift(channel);
    FloatVector least = broadcast(SPECIES, x.least());
    FloatVector scale0 = scale.mul(above);
    FloatVector shift0 = shift.mul(above);
    FloatVector scale5 = scale.mul(below);
    FloatVector shift5 = shift.mul(below);
    float[] data = x.data();
    int start = x.offset() + from;
    for (int j = 0; j < n; j++) {
      int p = start + j * LANES;
      WinogradTransforms.input(
          fromArray(SPECIES, data, p - first).fma(scale0, shift0).max(least),
          fromArray(SPECIES, data, p).fma(scale, shift).max(least),
          fromArray(SPECIES, data, p + line).fma(scale, shift).max(least),
          fromArray(SPECIES, data, p + 2 * line).fma(scale, shift).max(least),
          fromArray(SPECIES, data, p + 3 * line).fma(scale, shift).max(least),
          fromArray(SPECIES, data, p + 3 * line + last).fma(scale5, shift5).max(least),
          s,
          at + j * LANES,
          row);
    }
  }

  private static void norm(
      Reader x,
      int from,
      int line,
      int first,
      int last,
      float above,
      float below,
      int n,
      int channel,
      float[] s,
      int at,
      int row) {
    FloatVector a = x.a(channel);
    FloatVector b = x.b(channel);
    FloatVector c = x.c(channel);
    FloatVector c0 = c.mul(above);
    FloatVector c5 = c.mul(below);
    FloatVector a0 = a.mul(above);
    FloatVector a5 = a.mul(below);
    FloatVector b0 = b.mul(above);
    FloatVector b5 = b.mul(below);
    float[] g = x.data();
    float[] y = x.other();
    int start = x.offset() + from;
    int other = x.otherOffset() + from;
    for (int j = 0; j < n; j++) {
      int p = start + j * LANES;
      int q = other + j * LANES;
      WinogradTransforms.input(
          fromArray(SPECIES, g, p - first).fma(a0, fromArray(SPECIES, y, q - first).fma(b0, c0)),
          fromArray(SPECIES, g, p).fma(a, fromArray(SPECIES, y, q).fma(b, c)),
          fromArray(SPECIES, g, p + line).fma(a, fromArray(SPECIES, y, q + line).fma(b, c)),
          fromArray(SPECIES, g, p + 2 * line).fma(a, fromArray(SPECIES, y, q + 2 * line).fma(b, c)),
          fromArray(SPECIES, g, p + 3 * line).fma(a, fromArray(SPECIES, y, q + 3 * line).fma(b, c)),
          fromArray(SPECIES, g, p + 3 * line + last)
              .fma(a5, fromArray(SPECIES, y, q + 3 * line + last).fma(b5, c5)),
          s,
          at + j * LANES,
          row);
    }
  }

  /**
   * A dY of four rows, read plainly or as the gradient of a batch norm.
   *
   * @param from where the first of {@code n} pixels of the first row lies, from the tensor's start
   * @param line floats from one row of the image to the next
   * @param row floats from one row of the results to the next
   */
  static void gradient(
      Reader x, int from, int line, int n, int channel, float[] s, int at, int row) {
    FloatVector a = x.a(channel);
    FloatVector b = x.b(channel);
    FloatVector c = x.c(channel);
    float[] g = x.data();
    float[] y = x.other();
    int start = x.offset() + from;
    int other = x.otherOffset() + from;
    for (int j = 0; j < n; j++) {
      int p = start + j * LANES;
      int q = other + j * LANES;
      WinogradTransforms.gradient(
          fromArray(SPECIES, g, p).fma(a, fromArray(SPECIES, y, q).fma(b, c)),
          fromArray(SPECIES, g, p + line).fma(a, fromArray(SPECIES, y, q + line).fma(b, c)),
          fromArray(SPECIES, g, p + 2 * line).fma(a, fromArray(SPECIES, y, q + 2 * line).fma(b, c)),
          fromArray(SPECIES, g, p + 3 * line).fma(a, fromArray(SPECIES, y, q + 3 * line).fma(b, c)),
          s,
          at + j * LANES,
          row);
    }
  }
}
