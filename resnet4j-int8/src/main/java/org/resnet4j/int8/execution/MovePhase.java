package org.resnet4j.int8.execution;

import java.util.Arrays;
import org.resnet4j.int8.plan.Step.Move;

/** Option A's shortcut; an item is a row of what comes out. */
record MovePhase(Move step, Region in, Region out) implements Phase {
  @Override
  public int items(int images, int threads) {
    return images * step.out().height();
  }

  @Override
  public void run(ImageMemory workspace, int item, int items, int threads) {
    int image = item / step.out().height();
    int row = item % step.out().height();
    if (row == 0) {
      out.border(workspace, image);
    }
    byte zero = (byte) step.out().scale().zero();
    int channels = step.in().channels();
    for (int column = 0; column < step.out().width(); column++) {
      int from = in.at(workspace, image, row * step.step(), column * step.step());
      int to = out.at(workspace, image, row, column);
      Arrays.fill(workspace.bytes, to, to + step.out().channels(), zero);
      System.arraycopy(workspace.bytes, from, workspace.bytes, to + step.before(), channels);
    }
  }
}
