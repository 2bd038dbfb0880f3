package org.resnet4j.data.image.vp8;

/**
 * Predicts a part of 4 x 4 pixels from those around it, section 12.3. The edge runs from the lowest
 * pixel at the left, 0, over the corner, 4, to the last above at the right, 12.
 */
final class PartPrediction {
  private static final int CORNER = 4;

  private final Plane plane;
  private final int[] edge = new int[13];

  PartPrediction(Plane plane) {
    this.plane = plane;
  }

  /**
   * Predicts one part.
   *
   * @param place of its first pixel
   * @param right the place of the four pixels above at the right
   * @param last whether only the first of these is known, and stands for all
   */
  void predict(int mode, int place, int right, boolean last) {
    int stride = plane.stride();
    for (int i = 0; i < 4; i++) {
      edge[3 - i] = plane.at(place + i * stride - 1);
      edge[5 + i] = plane.at(place - stride + i);
      edge[9 + i] = plane.at(last ? right : right + i);
    }
    edge[CORNER] = plane.at(place - stride - 1);
    int mean = 4;
    for (int i = 0; i < 4; i++) {
      mean += edge[i] + edge[5 + i];
    }
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        plane.set(place + y * stride + x, mode == Modes.DC ? mean >> 3 : pixel(mode, x, y));
      }
    }
  }

  private int pixel(int mode, int x, int y) {
    return switch (mode) {
      case Modes.TRUE_MOTION -> edge[3 - y] + edge[5 + x] - edge[CORNER];
      case Modes.VERTICAL -> three(5 + x);
      case Modes.HORIZONTAL -> y == 3 ? three(edge[1], edge[0], edge[0]) : three(3 - y);
      case Modes.DOWN_RIGHT -> three(CORNER + x - y);
      case Modes.DOWN_LEFT -> x + y == 6 ? three(edge[11], edge[12], edge[12]) : three(6 + x + y);
      case Modes.VERTICAL_RIGHT -> verticalRight(x, y);
      case Modes.VERTICAL_LEFT -> verticalLeft(x, y);
      case Modes.HORIZONTAL_DOWN -> horizontalDown(x, y);
      default -> horizontalUp(x + 2 * y);
    };
  }

  private int verticalRight(int x, int y) {
    int along = 2 * x - y; // the slope is two down, one right
    if (along < 0) {
      return three(along == -1 ? CORNER : CORNER + 1 + along);
    }
    int at = CORNER + along / 2;
    return along % 2 == 0 ? two(at) : three(at + 1);
  }

  private int verticalLeft(int x, int y) {
    if (x == 3 && y >= 2) {
      return three(8 + y); // departs from the slope, as section 12.3 has it
    }
    int at = 5 + x + y / 2;
    return y % 2 == 0 ? two(at) : three(at + 1);
  }

  private int horizontalDown(int x, int y) {
    int along = 2 * y - x; // the slope is two right, one down
    if (along < 0) {
      return three(along == -1 ? CORNER : CORNER - 1 - along);
    }
    int at = 3 - along / 2;
    return along % 2 == 0 ? two(at) : three(at);
  }

  private int horizontalUp(int along) {
    if (along >= 6) {
      return edge[0];
    }
    if (along == 5) {
      return three(edge[1], edge[0], edge[0]);
    }
    int at = 2 - along / 2;
    return along % 2 == 0 ? two(at) : three(at);
  }

  /** The mean of this pixel of the edge and the next. */
  private int two(int at) {
    return edge[at] + edge[at + 1] + 1 >> 1;
  }

  /** The mean about this pixel of the edge, which counts twice. */
  private int three(int at) {
    return three(edge[at - 1], edge[at], edge[at + 1]);
  }

  private static int three(int a, int b, int c) {
    return a + 2 * b + c + 2 >> 2;
  }
}
