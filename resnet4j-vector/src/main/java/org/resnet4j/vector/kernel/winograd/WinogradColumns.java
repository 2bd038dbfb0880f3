package org.resnet4j.vector.kernel.winograd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Lanes.ZEROS;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.resnet4j.vector.kernel.access.Reader;

/**
 * The first step of F(4×4, 3×3), down the columns of a strip of tiles, done while the strip is
 * read: what a {@link Reader} does to the pixels, max(a·x + (b·y + c), least), stays in registers.
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
      Reader reader,
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
    int last = bottom ? 3 * line : 4 * line;
    float[] as = reader.a().data();
    float[] bs = reader.b().data();
    float[] cs = reader.c().data();
    int i = reader.a().at(channel);
    int k = reader.b().at(channel);
    int l = reader.c().at(channel);
    FloatVector a = fromArray(SPECIES, as, i);
    FloatVector b = fromArray(SPECIES, bs, k);
    FloatVector c = fromArray(SPECIES, cs, l);
    FloatVector a0 = fromArray(SPECIES, top ? ZEROS : as, top ? 0 : i);
    FloatVector b0 = fromArray(SPECIES, top ? ZEROS : bs, top ? 0 : k);
    FloatVector c0 = fromArray(SPECIES, top ? ZEROS : cs, top ? 0 : l);
    FloatVector a5 = fromArray(SPECIES, bottom ? ZEROS : as, bottom ? 0 : i);
    FloatVector b5 = fromArray(SPECIES, bottom ? ZEROS : bs, bottom ? 0 : k);
    FloatVector c5 = fromArray(SPECIES, bottom ? ZEROS : cs, bottom ? 0 : l);
    FloatVector least = broadcast(SPECIES, reader.least());
    float[] x = reader.data();
    float[] y = reader.y().data();
    int start = reader.offset() + from;
    int other = reader.y().offset() + from;
    for (int j = 0; j < n; j++) {
      int p = start + j * LANES;
      int q = other + j * LANES;
      int to = at + j * LANES;
      FloatVector d0 = fromArray(SPECIES, y, q - first).fma(b0, c0);
      FloatVector d1 = fromArray(SPECIES, y, q).fma(b, c);
      FloatVector d2 = fromArray(SPECIES, y, q + line).fma(b, c);
      FloatVector d3 = fromArray(SPECIES, y, q + 2 * line).fma(b, c);
      FloatVector d4 = fromArray(SPECIES, y, q + 3 * line).fma(b, c);
      FloatVector d5 = fromArray(SPECIES, y, q + last).fma(b5, c5);
      d0 = fromArray(SPECIES, x, p - first).fma(a0, d0).max(least);
      d1 = fromArray(SPECIES, x, p).fma(a, d1).max(least);
      d2 = fromArray(SPECIES, x, p + line).fma(a, d2).max(least);
      d3 = fromArray(SPECIES, x, p + 2 * line).fma(a, d3).max(least);
      d4 = fromArray(SPECIES, x, p + 3 * line).fma(a, d4).max(least);
      d5 = fromArray(SPECIES, x, p + last).fma(a5, d5).max(least);
      FloatVector even = d2.fma(broadcast(SPECIES, -4), d4);
      FloatVector odd = d1.fma(broadcast(SPECIES, -4), d3);
      FloatVector u = d4.sub(d2);
      FloatVector v = d3.sub(d1).mul(2f);
      d0.fma(broadcast(SPECIES, 4), d2.fma(broadcast(SPECIES, -5), d4)).intoArray(s, to);
      even.add(odd).intoArray(s, to + row);
      even.sub(odd).intoArray(s, to + 2 * row);
      u.add(v).intoArray(s, to + 3 * row);
      u.sub(v).intoArray(s, to + 4 * row);
      d1.fma(broadcast(SPECIES, 4), d3.fma(broadcast(SPECIES, -5), d5)).intoArray(s, to + 5 * row);
    }
  }

  /**
   * A dY of four rows.
   *
   * @param from where the first of {@code n} pixels of the first row lies, from the tensor's start
   * @param line floats from one row of the image to the next
   * @param row floats from one row of the results to the next
   */
  static void gradient(
      Reader reader, int from, int line, int n, int channel, float[] s, int at, int row) {
    FloatVector a = fromArray(SPECIES, reader.a().data(), reader.a().at(channel));
    FloatVector b = fromArray(SPECIES, reader.b().data(), reader.b().at(channel));
    FloatVector c = fromArray(SPECIES, reader.c().data(), reader.c().at(channel));
    FloatVector least = broadcast(SPECIES, reader.least());
    float[] x = reader.data();
    float[] y = reader.y().data();
    int start = reader.offset() + from;
    int other = reader.y().offset() + from;
    for (int j = 0; j < n; j++) {
      int p = start + j * LANES;
      int q = other + j * LANES;
      int to = at + j * LANES;
      FloatVector y0 = fromArray(SPECIES, y, q).fma(b, c);
      FloatVector y1 = fromArray(SPECIES, y, q + line).fma(b, c);
      FloatVector y2 = fromArray(SPECIES, y, q + 2 * line).fma(b, c);
      FloatVector y3 = fromArray(SPECIES, y, q + 3 * line).fma(b, c);
      y0 = fromArray(SPECIES, x, p).fma(a, y0).max(least);
      y1 = fromArray(SPECIES, x, p + line).fma(a, y1).max(least);
      y2 = fromArray(SPECIES, x, p + 2 * line).fma(a, y2).max(least);
      y3 = fromArray(SPECIES, x, p + 3 * line).fma(a, y3).max(least);
      FloatVector even = y0.add(y2);
      FloatVector odd = y1.add(y3);
      FloatVector even4 = y2.fma(broadcast(SPECIES, 4), y0);
      FloatVector odd4 = y3.fma(broadcast(SPECIES, 4), y1).mul(2f);
      y0.intoArray(s, to);
      even.add(odd).intoArray(s, to + row);
      even.sub(odd).intoArray(s, to + 2 * row);
      even4.add(odd4).intoArray(s, to + 3 * row);
      even4.sub(odd4).intoArray(s, to + 4 * row);
      y3.intoArray(s, to + 5 * row);
    }
  }
}
