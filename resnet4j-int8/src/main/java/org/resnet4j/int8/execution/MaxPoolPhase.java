package org.resnet4j.int8.execution;

import org.resnet4j.int8.kernel.MaxPoolKernel;
import org.resnet4j.int8.plan.PaddedWindow;

/** The largest of each window; an item is some rows of an image. */
record MaxPoolPhase(MaxPoolKernel kernel, PaddedWindow window, Region in, Region out)
    implements Phase {
  private static final int ROWS = 7;

  private int parts() {
    return Math.ceilDiv(out.layout().map().height(), ROWS);
  }

  @Override
  public int items(int images, int threads) {
    return images * parts();
  }

  @Override
  public void run(ImageMemory workspace, int item, int items, int threads) {
    int image = item / parts();
    int row = item % parts() * ROWS;
    if (row == 0) {
      out.border(workspace, image);
    }
    kernel.run(
        workspace.bytes,
        in.at(workspace, image, -window.top(), -window.left()),
        workspace.bytes,
        out.at(workspace, image, 0, 0),
        row,
        Math.min(row + ROWS, out.layout().map().height()));
  }
}
