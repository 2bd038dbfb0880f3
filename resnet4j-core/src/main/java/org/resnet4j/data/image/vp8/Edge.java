package org.resnet4j.data.image.vp8;

/**
 * The filter of one kind of edge.
 *
 * @param simple looks at two pixels of each side and changes one
 * @param limit of the step across the edge
 * @param inner limit of the steps beside it
 * @param highVariance a step beside the edge above which only the nearest pixels change
 * @param wide changes three pixels of each side instead of two
 */
record Edge(boolean simple, int limit, int inner, int highVariance, boolean wide) {

  /**
   * Smooths one edge.
   *
   * @param place of the first pixel behind it
   * @param across from pixel to pixel over the edge
   * @param along from pixel to pixel of the edge
   */
  void smooth(Plane p, int place, int across, int along, int length) {
    for (int i = 0, at = place; i < length; i++, at += along) {
      if (!applies(p, at, across)) {
        continue;
      }
      if (simple || varies(p, at, across)) {
        nearest(p, at, across);
      } else if (wide) {
        six(p, at, across);
      } else {
        four(p, at, across);
      }
    }
  }

  private boolean applies(Plane p, int at, int s) {
    int step = 4 * difference(p, at - s, at) + difference(p, at - 2 * s, at + s);
    if (step > 2 * limit + 1) {
      return false;
    }
    return simple
        || difference(p, at - 4 * s, at - 3 * s) <= inner
            && difference(p, at - 3 * s, at - 2 * s) <= inner
            && difference(p, at - 2 * s, at - s) <= inner
            && difference(p, at + 3 * s, at + 2 * s) <= inner
            && difference(p, at + 2 * s, at + s) <= inner
            && difference(p, at + s, at) <= inner;
  }

  private boolean varies(Plane p, int at, int s) {
    return difference(p, at - 2 * s, at - s) > highVariance
        || difference(p, at + s, at) > highVariance;
  }

  private static int difference(Plane p, int one, int other) {
    return Math.abs(p.at(one) - p.at(other));
  }

  private static void nearest(Plane p, int at, int s) {
    int a = 3 * (p.at(at) - p.at(at - s)) + signed(p.at(at - 2 * s) - p.at(at + s));
    p.add(at - s, eighth(a + 3));
    p.add(at, -eighth(a + 4));
  }

  private static void four(Plane p, int at, int s) {
    int a = 3 * (p.at(at) - p.at(at - s));
    int behind = eighth(a + 4);
    int outer = behind + 1 >> 1;
    p.add(at - 2 * s, outer);
    p.add(at - s, eighth(a + 3));
    p.add(at, -behind);
    p.add(at + s, -outer);
  }

  private static void six(Plane p, int at, int s) {
    int a = signed(3 * (p.at(at) - p.at(at - s)) + signed(p.at(at - 2 * s) - p.at(at + s)));
    for (int k = 0; k < 3; k++) {
      int change = 9 * (3 - k) * a + 63 >> 7;
      p.add(at - (k + 1) * s, change);
      p.add(at + k * s, -change);
    }
  }

  private static int signed(int value) {
    return Math.clamp(value, -128, 127);
  }

  private static int eighth(int value) {
    return Math.clamp(value >> 3, -16, 15);
  }
}
