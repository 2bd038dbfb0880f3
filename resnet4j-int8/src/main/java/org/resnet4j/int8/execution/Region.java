package org.resnet4j.int8.execution;

import java.util.Arrays;
import org.resnet4j.int8.plan.ByteLayout;
import org.resnet4j.int8.plan.MapMemory;

/** A map's part of the memory of each image. */
record Region(int begin, ByteLayout layout) {
  static Region of(MapMemory.Place place) {
    return new Region(place.at(), place.layout());
  }

  /** Where a pixel of an image lies; outside of the map is the border. */
  int at(ImageMemory workspace, int image, int row, int column) {
    return workspace.image(image) + begin + layout.at(row, column);
  }

  /** Writes the zero points around the map: others may have used the memory before. */
  void border(ImageMemory workspace, int image) {
    int border = layout.border();
    if (border == 0) {
      return;
    }
    byte zero = (byte) layout.map().scale().zero();
    int from = workspace.image(image) + begin;
    int side = border * layout.pixel();
    int rows = layout.map().height();
    int first = from + border * layout.pitch();
    Arrays.fill(workspace.bytes, from, first + side, zero);
    for (int row = 1; row < rows; row++) {
      int edge = first + row * layout.pitch();
      Arrays.fill(workspace.bytes, edge - side, edge + side, zero);
    }
    Arrays.fill(workspace.bytes, first + rows * layout.pitch() - side, from + layout.size(), zero);
  }
}
