package org.resnet4j.data.image.vp8;

/**
 * Predicts the luma or a chroma of a whole block from the pixels above and at its left, 12.2, 12.3.
 */
final class WholePrediction {
  private WholePrediction() {}

  /**
   * @param side of the block in this plane, 16 or 8
   */
  static void predict(Plane plane, int mode, int column, int row, int side) {
    int place = plane.place(column * side, row * side);
    int above = place - plane.stride();
    int flat = mode == Modes.DC ? mean(plane, place, column > 0, row > 0, side) : 0;
    for (int y = 0; y < side; y++) {
      int line = place + y * plane.stride();
      int left = plane.at(line - 1);
      for (int x = 0; x < side; x++) {
        plane.set(
            line + x,
            switch (mode) {
              case Modes.DC -> flat;
              case Modes.VERTICAL -> plane.at(above + x);
              case Modes.HORIZONTAL -> left;
              default -> left + plane.at(above + x) - plane.at(above - 1);
            });
      }
    }
  }

  private static int mean(Plane plane, int place, boolean left, boolean above, int side) {
    int sum = 0;
    int count = 0;
    for (int i = 0; left && i < side; i++, count++) {
      sum += plane.at(place + i * plane.stride() - 1);
    }
    for (int i = 0; above && i < side; i++, count++) {
      sum += plane.at(place - plane.stride() + i);
    }
    return count == 0 ? 128 : (sum + count / 2) / count;
  }
}
