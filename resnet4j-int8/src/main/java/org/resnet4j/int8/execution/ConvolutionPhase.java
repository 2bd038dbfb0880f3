package org.resnet4j.int8.execution;

import java.util.Optional;
import org.resnet4j.int8.kernel.ConvolutionKernel;
import org.resnet4j.int8.plan.PaddedWindow;

/** A convolution of bytes. */
record ConvolutionPhase(
    PaddedWindow window,
    ConvolutionKernel kernel,
    Region in,
    Region out,
    Optional<Region> residual,
    ItemGrid.Work work)
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
    if (grid.firstBlock(item) == 0 && grid.firstTile(item) == 0) {
      out.border(workspace, image);
    }
    int from = in.at(workspace, image, -window.top(), -window.left());
    int other = residual.map(region -> region.at(workspace, image, 0, 0)).orElse(0);
    int to = out.at(workspace, image, 0, 0);
    byte[] bytes = workspace.bytes;
    for (int block = grid.firstBlock(item); block < grid.endBlock(item); block++) {
      kernel.run(
          bytes, from, bytes, other, bytes, to, block, grid.firstTile(item), grid.endTile(item));
    }
  }
}
