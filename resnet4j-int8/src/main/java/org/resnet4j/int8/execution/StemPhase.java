package org.resnet4j.int8.execution;

import org.resnet4j.int8.kernel.FloatStemKernel;

/** The first convolution. */
record StemPhase(FloatStemKernel kernel, int imageNumbers, Region out, long multiplications)
    implements Phase {
  private ItemGrid grid(int images, int threads) {
    return ItemGrid.of(images, threads, kernel.blocks(), kernel.tiles(), multiplications, false);
  }

  @Override
  public int items(int images, int threads) {
    return grid(images, threads).items();
  }

  @Override
  public void run(ImageMemory workspace, int item, int items, int threads) {
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
