package org.resnet4j.int8.execution;

/** Pixel by pixel to channel by channel; an item is an image. */
record FlattenPhase(Region in, Region out) implements Phase {
  @Override
  public int items(int images, int threads) {
    return images;
  }

  @Override
  public void run(ImageMemory workspace, int item, int items, int threads) {
    var map = in.layout().map();
    int to = out.at(workspace, item, 0, 0);
    int pixels = map.height() * map.width();
    if (pixels == 1) {
      System.arraycopy(
          workspace.bytes, in.at(workspace, item, 0, 0), workspace.bytes, to, map.channels());
      return;
    }
    for (int row = 0; row < map.height(); row++) {
      for (int column = 0; column < map.width(); column++) {
        int from = in.at(workspace, item, row, column);
        int pixel = row * map.width() + column;
        for (int c = 0; c < map.channels(); c++) {
          workspace.bytes[to + c * pixels + pixel] = workspace.bytes[from + c];
        }
      }
    }
  }
}
