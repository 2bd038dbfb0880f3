package org.resnet4j.int8.execution;

/** Bytes by a table of 256 for each channel, or one for all; an item is a row. */
record LookupPhase(byte[] codes, Region in, Region out, int firstChannel) implements Phase {
  private static final int CODES = 256;

  @Override
  public int items(int images, int threads) {
    return images * in.layout().map().height();
  }

  @Override
  public void run(ImageMemory workspace, int item, int items, int threads) {
    var map = in.layout().map();
    int image = item / map.height();
    int row = item % map.height();
    if (row == 0 && firstChannel == 0) {
      out.border(workspace, image);
    }
    int step = codes.length == CODES ? 0 : CODES;
    for (int column = 0; column < map.width(); column++) {
      int from = in.at(workspace, image, row, column);
      int to = out.at(workspace, image, row, column) + firstChannel;
      for (int c = 0; c < map.channels(); c++) {
        workspace.bytes[to + c] = codes[c * step + (workspace.bytes[from + c] & 0xff)];
      }
    }
  }
}
