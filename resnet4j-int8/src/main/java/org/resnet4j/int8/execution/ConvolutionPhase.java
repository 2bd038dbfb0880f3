package org.resnet4j.int8.execution;

import java.util.Optional;
import org.resnet4j.int8.kernel.ConvolutionKernel;
import org.resnet4j.int8.plan.Step.Convolution;

/** A convolution of bytes. */
record ConvolutionPhase(
    Convolution step,
    ConvolutionKernel kernel,
    Region in,
    Region out,
    Optional<Region> residual,
    long multiplications)
    implements Phase {
  private ItemGrid grid(int images, int threads) {
    boolean weightsStay = step.weights().bytes().length > in.layout().size();
    return ItemGrid.of(
        images, threads, kernel.blocks(), kernel.tiles(), multiplications, weightsStay);
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
    var window = step.window();
    int other = residual.map(region -> region.at(workspace, image, 0, 0)).orElse(0);
    kernel.run(
        workspace.bytes,
        in.at(workspace, image, -window.top(), -window.left()),
        workspace.bytes,
        other,
        workspace.bytes,
        out.at(workspace, image, 0, 0),
        grid.block(item),
        grid.first(item),
        grid.end(item));
  }
}
