package org.resnet4j.int8.execution;

import org.resnet4j.int8.kernel.LinearKernel;

/** A linear layer; an item is a block of outputs of one image, and images pass by a block. */
record LinearPhase(String value, int outputs, LinearKernel kernel, Region in) implements Phase {
  @Override
  public int items(int images, int threads) {
    return images * kernel.blocks();
  }

  @Override
  public void run(ImageMemory workspace, int item, int items, int threads) {
    int image = item % workspace.count();
    float[] numbers = workspace.numbers(value, outputs).data();
    kernel.run(
        workspace.bytes,
        in.at(workspace, image, 0, 0),
        numbers,
        image * outputs,
        item / workspace.count());
  }
}
