package org.resnet4j.int8.execution;

import org.resnet4j.int8.kernel.StemKernel;

/** The first convolution. */
record StemPhase(StemKernel kernel, int imageNumbers, Region out, long multiplications)
    implements Phase {
  private Grid grid(int images, int threads) {
    return Grid.of(images, threads, kernel.blocks(), kernel.tiles(), multiplications, false);
  }

  @Override
  public int items(int images, int threads) {
    return grid(images, threads).items();
  }

  @Override
  public void run(Workspace workspace, int item, int items, int threads) {
    var grid = grid(workspace.count(), threads);
    int image = grid.image(item);
    if (grid.block(item) == 0 && grid.first(item) == 0) {
      out.border(workspace, image);
    }
    kernel.run(
        workspace.padded,
        image * imageNumbers,
        workspace.bytes,
        out.at(workspace, image, 0, 0),
        grid.block(item),
        grid.first(item),
        grid.end(item));
  }
}
