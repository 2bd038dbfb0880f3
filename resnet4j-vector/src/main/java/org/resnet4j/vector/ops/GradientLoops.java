package org.resnet4j.vector.ops;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.resnet4j.vector.kernel.memory.Span;

/** The loops of gradients over vectors of lanes. */
final class GradientLoops {
  private GradientLoops() {}

  /**
   * Gives dy to the first value of a window that equals its maximum y, unless that is not above
   * {@code least}.
   *
   * @param line floats from a row of x and dx to the next
   * @param apart whether dx is written once, else it is added to
   */
  static void give(
      float[] x,
      int xo,
      int line,
      int rows,
      int columns,
      float[] y,
      int yo,
      float[] dy,
      int dyo,
      float least,
      boolean apart,
      float[] dx,
      int dxo) {
    var best = fromArray(SPECIES, y, yo);
    var none = best.compare(VectorOperators.LE, least);
    var left = fromArray(SPECIES, dy, dyo).blend(0f, none);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int pixel = r * line + c * LANES;
        var hit = fromArray(SPECIES, x, xo + pixel).compare(VectorOperators.EQ, best);
        var given = FloatVector.zero(SPECIES).blend(left, hit);
        left = left.blend(0f, hit);
        if (!apart) {
          given = given.add(fromArray(SPECIES, dx, dxo + pixel));
        }
        given.intoArray(dx, dxo + pixel);
      }
    }
  }

  /** Adds factor · dy to each vector of a window. */
  static void spread(
      float[] dy, int at, float factor, float[] dx, int dxo, int line, int rows, int columns) {
    var share = fromArray(SPECIES, dy, at).mul(factor);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int pixel = dxo + r * line + c * LANES;
        fromArray(SPECIES, dx, pixel).add(share).intoArray(dx, pixel);
      }
    }
  }

  /** Writes coefficient · dy to each vector of a window of 2 × 2. */
  static void spread(
      float[] dy, int at, float[] coefficients, int channel, float[] dx, int corner, int line) {
    var v = fromArray(SPECIES, dy, at).mul(fromArray(SPECIES, coefficients, channel));
    v.intoArray(dx, corner);
    v.intoArray(dx, corner + LANES);
    v.intoArray(dx, corner + line);
    v.intoArray(dx, corner + line + LANES);
  }

  /** Adds dy and dy · (the sum of a window of 2 × 2) to two vectors. */
  static void windowSums(
      float[] x, int corner, int line, float[] dy, int at, float[] parts, int to) {
    var window =
        fromArray(SPECIES, x, corner)
            .add(fromArray(SPECIES, x, corner + LANES))
            .add(fromArray(SPECIES, x, corner + line))
            .add(fromArray(SPECIES, x, corner + line + LANES));
    var v = fromArray(SPECIES, dy, at);
    fromArray(SPECIES, parts, to).add(v).intoArray(parts, to);
    v.fma(window, fromArray(SPECIES, parts, to + LANES)).intoArray(parts, to + LANES);
  }

  /** dy t, dy (h − x) and dy (1 − t); the first is zero where h is not above {@code least}. */
  static void gate(
      Span h, Span t, Span x, Span dy, Span dh, Span dt, Span dx, float least, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      var v = at(dy, i);
      var byH = v.mul(at(t, i));
      var vh = at(h, i);
      var byT = v.mul(vh.sub(at(x, i)));
      byH.blend(0f, vh.compare(VectorOperators.LE, least)).intoArray(dh.data(), dh.offset() + i);
      byT.intoArray(dt.data(), dt.offset() + i);
      v.sub(byH).intoArray(dx.data(), dx.offset() + i);
    }
  }

  private static FloatVector at(Span slot, int i) {
    return fromArray(SPECIES, slot.data(), slot.offset() + i);
  }

  /** dx = dy (p + q y + r y²). */
  static void slope(
      float[] y,
      int yo,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo,
      int from,
      int to,
      float p,
      float q,
      float r) {
    for (int i = from; i < to; i += LANES) {
      var v = fromArray(SPECIES, y, yo + i);
      var slope = v.mul(r).add(q).mul(v).add(p);
      fromArray(SPECIES, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
  }
}
