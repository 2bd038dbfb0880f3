package org.resnet4j.int8.execution;

import org.resnet4j.int8.kernel.ByteEpilogue.AddResidual;

/** A sum of two maps that no convolution makes; an item is a row. */
record AddPhase(AddResidual sum, Region a, Region b, Region out) implements Phase {
  @Override
  public int items(int images, int threads) {
    return images * out.layout().map().height();
  }

  @Override
  public void run(ImageMemory workspace, int item, int items, int threads) {
    var map = out.layout().map();
    int image = item / map.height();
    int row = item % map.height();
    if (row == 0) {
      out.border(workspace, image);
    }
    for (int column = 0; column < map.width(); column++) {
      pixel(
          workspace.bytes,
          a.at(workspace, image, row, column),
          b.at(workspace, image, row, column),
          out.at(workspace, image, row, column),
          map.channels());
    }
  }

  private void pixel(byte[] bytes, int one, int other, int to, int channels) {
    for (int c = 0; c < channels; c++) {
      bytes[to + c] = (byte) sum.sum(bytes[one + c] & 0xff, bytes[other + c] & 0xff);
    }
  }
}
