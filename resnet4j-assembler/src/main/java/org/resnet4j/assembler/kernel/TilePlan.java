package org.resnet4j.assembler.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * How an output image is cut into pixels whose sums are in registers together. The image is a
 * column of groups of rows; a group is a row, cut into tiles of nearly equal width, or, where rows
 * are short, several rows in one tile.
 *
 * @param rows of a group
 * @param height rows of the image; the last group has fewer where they do not divide
 * @param widths of the tiles that a group's rows are cut into, from left to right
 */
record TilePlan(int rows, int height, List<Integer> widths) {

  /**
   * @param most pixels of a tile
   */
  static TilePlan of(int height, int width, int most) {
    if (2 * width <= most) {
      return new TilePlan(Math.min(height, most / width), height, List.of(width));
    }
    int tiles = (width + most - 1) / most;
    var widths = new ArrayList<Integer>();
    for (int i = 0; i < tiles; i++) {
      widths.add(width / tiles + (i < width % tiles ? 1 : 0));
    }
    return new TilePlan(1, height, List.copyOf(widths));
  }

  /** Groups of rows, the last with {@link #lastRows} of them. */
  int groups() {
    return (height + rows - 1) / rows;
  }

  int lastRows() {
    return height - (groups() - 1) * rows;
  }

  /** Tiles of one width that follow one another. */
  record Run(int width, int tiles) {}

  /** The widths, equal ones together. */
  List<Run> runs() {
    var runs = new ArrayList<Run>();
    for (int width : widths) {
      int last = runs.size() - 1;
      if (last >= 0 && runs.get(last).width == width) {
        runs.set(last, new Run(width, runs.get(last).tiles + 1));
      } else {
        runs.add(new Run(width, 1));
      }
    }
    return runs;
  }
}
