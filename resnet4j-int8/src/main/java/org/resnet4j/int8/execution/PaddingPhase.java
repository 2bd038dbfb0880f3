package org.resnet4j.int8.execution;

import org.resnet4j.int8.plan.PaddedWindow;
import org.resnet4j.model.Shape;

/**
 * Copies images into the middle of zeros, channel by channel; the zeros are there from the start
 * and stay.
 */
record PaddingPhase(Shape image, PaddedWindow window) implements Phase {
  /** Parts of a channel, so that several threads copy. */
  private static final int PARTS = 4;

  int pitch() {
    return image.width() + window.left() + window.right();
  }

  int plane() {
    return (image.height() + window.top() + window.bottom()) * pitch();
  }

  @Override
  public int items(int images, int threads) {
    return images * image.channels() * PARTS;
  }

  @Override
  public void run(ImageMemory workspace, int item, int items, int threads) {
    int plane = item / PARTS;
    int height = image.height();
    int width = image.width();
    int from = workspace.first() * image.channels() * height * width + plane * height * width;
    int to = plane * plane() + window.top() * pitch() + window.left();
    int part = item % PARTS;
    for (int row = part * height / PARTS; row < (part + 1) * height / PARTS; row++) {
      System.arraycopy(
          workspace.images(), from + row * width, workspace.padded, to + row * pitch(), width);
    }
  }
}
