package org.resnet4j.data.image.vp8;

/** Smooths the edges of blocks and of their parts, section 15. */
final class EdgeFilter {
  private static final int SIDE = 16;

  private final boolean simple;
  private final int level;
  private final int sharpness;
  private final int forAll;
  private final int forParts;
  private final Segments segments;

  private EdgeFilter(BoolReader in, Segments segments) {
    this.segments = segments;
    simple = in.flag();
    level = in.number(6);
    sharpness = in.number(3);
    int[] changes = new int[8]; // by reference frame, of which a key frame has the first, and mode
    boolean changed = in.flag();
    if (changed && in.flag()) {
      for (int i = 0; i < changes.length; i++) {
        changes[i] = in.optional(6);
      }
    }
    forAll = changes[0];
    forParts = changes[4];
  }

  static EdgeFilter read(BoolReader in, Segments segments) {
    return new EdgeFilter(in, segments);
  }

  /** Smooths the edges of one block and within it; those before it are done. */
  void apply(Frame frame, Macroblock block, int column, int row) {
    int strength = segments.level(block.segment, level) + forAll + (block.parts ? forParts : 0);
    int clipped = Math.clamp(strength, 0, 63);
    if (level == 0 || clipped == 0) {
      return;
    }
    int inner = innerLimit(clipped);
    int limit = 2 * clipped + inner;
    var outside = new Edge(simple, limit + 4, inner, highVariance(clipped), true);
    var inside = new Edge(simple, limit, inner, highVariance(clipped), false);
    boolean within = block.parts || block.coded;
    for (int plane = 0; plane < (simple ? 1 : 3); plane++) {
      int side = plane == 0 ? SIDE : SIDE / 2;
      smooth(frame.plane(plane), column, row, side, outside, inside, within);
    }
  }

  private static void smooth(
      Plane plane, int column, int row, int side, Edge outside, Edge inside, boolean within) {
    int place = plane.place(column * side, row * side);
    int stride = plane.stride();
    if (column > 0) {
      outside.smooth(plane, place, 1, stride, side);
    }
    for (int x = 4; within && x < side; x += 4) {
      inside.smooth(plane, place + x, 1, stride, side);
    }
    if (row > 0) {
      outside.smooth(plane, place, stride, 1, side);
    }
    for (int y = 4; within && y < side; y += 4) {
      inside.smooth(plane, place + y * stride, stride, 1, side);
    }
  }

  private int innerLimit(int strength) {
    int limit = strength;
    if (sharpness > 0) {
      limit = Math.min(limit >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
    }
    return Math.max(1, limit);
  }

  private static int highVariance(int strength) {
    return strength >= 40 ? 2 : strength >= 15 ? 1 : 0;
  }
}
