package org.resnet4j.int8.execution;

import org.resnet4j.int8.kernel.FloatStemKernel;

/** The first convolution. */
record StemPhase(FloatStemKernel kernel, int imageNumbers, Region out, ItemGrid.Work work)
    implements Phase {
  private ItemGrid grid(int images, int threads) {
    return ItemGrid.of(images, threads, kernel.blocks(), kernel.tiles(), work);
  }

  @Override
  public int items(int images, int threads) {
    return grid(images, threads).items();
  }

  @Override
  public void run(ImageMemory workspace, int item, int items, int threads) {
    var grid = grid(workspace.count(), threads);
    int image = grid.image(item);
    if (grid.firstTile(item) == 0) {
      out.border(workspace, image);
    }
    int from = image * imageNumbers;
    int to = out.at(workspace, image, 0, 0);
    for (int block = grid.firstBlock(item); block < grid.endBlock(item); block++) {
      kernel.run(
          workspace.padded,
          from,
          workspace.bytes,
          to,
          block,
          grid.firstTile(item),
          grid.endTile(item));
    }
  }
}
